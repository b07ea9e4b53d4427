/** The filters have the names that they have in the API, and stand in the address: what is looked at can be kept as a
 * bookmark, sent to somebody, and gone back to. */
export const several = ["customerRating", "supervisorRating", "status", "agent", "team", "channel", "connector", "reason"] as const;
const single = ["from", "to", "q", "sort"] as const;

/** How many are asked for at once: rows of the list, and agents or channels whose names it shows. */
export const pageSize = 100;
export const namesMax = 200;

export type SeveralName = (typeof several)[number];
export type SingleName = (typeof single)[number];
export type Filters = { [name in SeveralName]?: string[] } & { [name in SingleName]?: string };

export function readFilters(search: URLSearchParams): Filters {
  const filters: Filters = {};
  for (const name of several) {
    const values = search.get(name)?.split(",").filter(Boolean);
    if (values?.length) filters[name] = values;
  }
  for (const name of single) {
    const value = search.get(name);
    if (value) filters[name] = value;
  }
  return filters;
}

/** As the address and the API write them. */
export function write(filters: Filters): URLSearchParams {
  const written = new URLSearchParams();
  for (const name of several) {
    if (filters[name]?.length) written.set(name, filters[name].join(","));
  }
  for (const name of single) {
    if (filters[name]) written.set(name, filters[name]);
  }
  return written;
}
