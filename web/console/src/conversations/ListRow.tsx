import { FlexRender, type Row as TableRow } from "@tanstack/react-table";
import { memo } from "react";
import { Link } from "wouter";
import type { features } from "./columns";
import type { Row } from "./rows";

interface Props {
  row: TableRow<typeof features, Row>;
  /** Its place in the whole list. */
  index: number;
  /** The columns, and which of them are shown. */
  columns: unknown;
  visibility: unknown;
  /** The view that the way back leads to. */
  address: string;
}

/** Painted again only for what is new in it: the list looks again and again, and mostly nothing has happened. */
export const ListRow = memo(function ListRow({ row, index, address }: Props) {
  return (
    <tr aria-rowindex={index + 2} data-id={row.id}>
      {row.getVisibleCells().map((cell) => (
        <td key={cell.id}>
          {cell.column.id === "number"
            ? <Link className="whole" href={`/conversations/${row.id}${address}`}>{row.original.number}</Link>
            : <FlexRender cell={cell} />}
        </td>
      ))}
    </tr>
  );
}, (had, has) => had.row.original === has.row.original && had.index === has.index && had.address === has.address
  && had.columns === has.columns && had.visibility === has.visibility);
