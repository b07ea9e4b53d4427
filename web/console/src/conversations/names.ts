import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ask } from "../api/client";
import type { Names } from "./columns";
import { namesMax } from "./filters";

interface Named {
  id: string;
  name: string;
  team?: string | null;
}

/** Who and what there is, for the filters and for names in the list. There may be very many; the first are enough to
 * choose from, and an id stands for itself. */
export function useNames(): Names & { agents: Named[]; channels: Named[]; teams: string[] } {
  const { data: agents } = useQuery({
    queryKey: ["agents"], staleTime: 60_000,
    queryFn: async () => (await ask(api.GET("/api/v1/agents", { params: { query: { limit: namesMax } } }))).items as Named[],
  });
  const { data: channels } = useQuery({
    queryKey: ["channels"], staleTime: 60_000,
    queryFn: async () => (await ask(api.GET("/api/v1/channels", { params: { query: { limit: namesMax } } }))).items as Named[],
  });
  return useMemo(() => {
    const agentNames = new Map(agents?.map(({ id, name }) => [id, name]));
    const channelNames = new Map(channels?.map(({ id, name }) => [id, name]));
    return {
      agents: agents ?? [],
      channels: channels ?? [],
      teams: [...new Set(agents?.map(({ team }) => team).filter((team) => team != null))].sort(),
      agent: (id: string) => agentNames.get(id) ?? id,
      channel: (id: string) => channelNames.get(id) ?? id,
    };
  }, [agents, channels]);
}
