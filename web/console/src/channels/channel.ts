import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask, type Schemas } from "../api/client";

export type Channel = Schemas["ChannelView"];
export type Rating = Channel["rating"];

export interface Read {
  channel: Channel;
  /** The version that was read: who saves says which one they changed. */
  tag: string;
}

export function useChannel(id: string) {
  return useQuery({
    queryKey: ["channel", id],
    queryFn: async ({ signal }): Promise<Read> => {
      const { data, response } = await api.GET("/api/v1/channels/{channelId}", { params: { path: { channelId: id } }, signal });
      return { channel: data as Channel, tag: response.headers.get("ETag") ?? "" };
    },
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  });
}

/** Saves what was changed, and nothing else of the channel: the rest goes back as it was read, secrets as "set". */
export function useSaving(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ read, changed }: { read: Read; changed: Partial<Channel> }): Promise<Read> => {
      const { data, response } = await api.PUT("/api/v1/channels/{channelId}", {
        params: { path: { channelId: id }, header: { "If-Match": read.tag } },
        body: { ...read.channel, ...changed } as Schemas["ChannelBody"],
      });
      return { channel: data as Channel, tag: response.headers.get("ETag") ?? "" };
    },
    onSuccess: (saved) => {
      queries.setQueryData(["channel", id], saved);
      void queries.invalidateQueries({ queryKey: ["channels"] });
    },
  });
}

export type Saving = ReturnType<typeof useSaving>;

/** Makes a channel with what is usual; one that is there already stays as it is. */
export function useMaking() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name, locale }: { id: string; name: string; locale: string }) => ask(api.PUT("/api/v1/channels/{channelId}", {
      params: { path: { channelId: id }, header: { "If-None-Match": "*" } }, body: { name, locale },
    })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["channels"] }),
  });
}

export function useChannels() {
  return useQuery({
    queryKey: ["channels", "all"],
    queryFn: async ({ signal }) =>
      (await ask(api.GET("/api/v1/channels", { params: { query: { limit: 200 } }, signal }))).items as Channel[],
  });
}
