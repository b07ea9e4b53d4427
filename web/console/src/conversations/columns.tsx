import { columnSizingFeature, columnVisibilityFeature, createColumnHelper, tableFeatures } from "@tanstack/react-table";
import type { TFunction } from "i18next";
import { moment } from "../parts/moments";
import { StarsShown } from "../parts/Stars";
import { StatusBadge } from "../parts/StatusBadge";
import { Tag } from "../parts/Tag";
import { ValueShown } from "../parts/Value";
import type { Row } from "./rows";

export const features = tableFeatures({ columnSizingFeature, columnVisibilityFeature });
const helper = createColumnHelper<typeof features, Row>();

/** All columns, in their order. */
export const columnNames = [
  "number", "customer", "status", "customerRating", "supervisorRating", "agent", "team", "channel", "connector", "opened",
  "finished", "closed", "customerComment", "supervisorComment", "request",
] as const;
export type ColumnName = (typeof columnNames)[number];

export const usual: ColumnName[] = [
  "number", "customer", "status", "customerRating", "supervisorRating", "agent", "channel", "opened", "customerComment",
];
export const usualOnAPhone: ColumnName[] = ["number", "customer", "customerRating", "supervisorRating"];

/** Where a row leads is its first cell; the rest of it is only as good to tap on. */
export function columnsIn(t: TFunction, language: string, nameOf: Names) {
  const text = (value: string | null | undefined) => (value ? <span title={value}>{value}</span> : "–");
  const time = (value: string | null | undefined) => (value ? moment(value, language) : "–");
  return helper.columns([
    helper.accessor("number", { id: "number", header: t("column.number"), size: 84 }),
    helper.accessor((row) => row.customer.name ?? row.customer.id,
      { id: "customer", header: t("column.customer"), size: 150, cell: (cell) => text(cell.getValue()) }),
    helper.accessor("status",
      { id: "status", header: t("column.status"), size: 210, cell: (cell) => <StatusBadge status={cell.getValue()} /> }),
    helper.accessor("customerRating", {
      id: "customerRating", header: t("column.customerRating"), size: 130,
      cell: (cell) => <ValueShown value={cell.getValue()} />,
    }),
    helper.accessor("supervisorRating", {
      id: "supervisorRating", header: t("column.supervisorRating"), size: 150,
      cell: (cell) => <StarsShown stars={cell.getValue()} />,
    }),
    helper.accessor((row) => row.agentId && nameOf.agent(row.agentId),
      { id: "agent", header: t("column.agent"), size: 120, cell: (cell) => text(cell.getValue()) }),
    helper.accessor("team", { id: "team", header: t("column.team"), size: 110, cell: (cell) => text(cell.getValue()) }),
    helper.accessor((row) => nameOf.channel(row.channelId),
      { id: "channel", header: t("column.channel"), size: 110, cell: (cell) => text(cell.getValue()) }),
    helper.accessor("connector",
      { id: "connector", header: t("column.connector"), size: 110, cell: (cell) => text(cell.getValue()) }),
    helper.accessor("openedAt",
      { id: "opened", header: t("column.opened"), size: 150, cell: (cell) => time(cell.getValue()) }),
    helper.accessor("finishedAt",
      { id: "finished", header: t("column.finished"), size: 150, cell: (cell) => time(cell.getValue()) }),
    helper.accessor("closedAt",
      { id: "closed", header: t("column.closed"), size: 150, cell: (cell) => time(cell.getValue()) }),
    helper.accessor("customerComment",
      { id: "customerComment", header: t("column.customerComment"), size: 220, cell: (cell) => text(cell.getValue()) }),
    helper.accessor("supervisorComment",
      { id: "supervisorComment", header: t("column.supervisorComment"), size: 220, cell: (cell) => text(cell.getValue()) }),
    helper.display({
      id: "request", header: t("column.request"), size: 170,
      cell: ({ row: { original: row } }) => (
        <Tag colour="none" title={row.reason ? t(`reason.${row.reason}`) : undefined}>{t(`request.${row.ratingRequest}`)}</Tag>
      ),
    }),
  ]);
}

export interface Names {
  agent(id: string): string;
  channel(id: string): string;
}
