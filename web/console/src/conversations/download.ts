import { manner } from "../api/ahead";
import { Refused } from "../api/client";
import { authorization } from "../session/key";
import { write, type Filters } from "./filters";

export type Format = "xlsx" | "csv";

/** Every row of the filter as a file, exactly what is filtered. */
export async function download(filters: Filters, format: Format): Promise<void> {
  const query = write(filters);
  query.set("format", format);
  // A file cannot be asked for with a key by a link, so it is fetched and then given out.
  const response = await fetch(`/api/v1/conversations/export?${query.toString()}`, {
    ...manner, headers: { Authorization: await authorization() },
  });
  if (!response.ok) throw new Refused(response.status, await response.json().catch(() => ({})));
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = `conversations.${format}`;
  link.click();
  URL.revokeObjectURL(address);
}
