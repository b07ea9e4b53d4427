import { queryOptions } from "@tanstack/react-query";
import { api, ask, type Schemas } from "../api/client";

export type Me = Schemas["MeView"];

/** Who it is that a key, or a provider's token, belongs to. */
export const meOf = (key: string) => queryOptions({
  queryKey: ["me", key],
  queryFn: (): Promise<Me> => ask(api.GET("/api/v1/me")),
  // What was asked ahead is not asked again by who shows it.
  staleTime: 10_000,
});
