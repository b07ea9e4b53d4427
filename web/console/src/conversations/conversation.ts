import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask, Refused, type Schemas } from "../api/client";

export type Conversation = Schemas["ConversationView"];
export type Message = Schemas["MessageView"];
export type Entry = Schemas["HistoryView"];

const lookAgainMs = 1_000;
const page = 200;

/** One conversation as it is now, and again every second. */
export function useConversation(id: string) {
  return useQuery({
    queryKey: ["conversation", id],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/conversations/{id}", { params: { path: { id } }, signal })),
    refetchInterval: lookAgainMs,
  });
}

/** What was said; after the first time only what is new is asked for. */
export function useMessages(id: string) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: ["messages", id],
    queryFn: async ({ signal }) => {
      const known = queries.getQueryData<Message[]>(["messages", id]) ?? [];
      const found = [...known];
      for (let cursor: string | null | undefined = ""; cursor != null;) {
        const after = known.at(-1)?.id ?? 0;
        const next: { items: Message[]; nextCursor: string | null } = await ask(
          api.GET("/api/v1/conversations/{id}/messages", {
            params: { path: { id }, query: { after, limit: page, ...(cursor && { cursor }) } }, signal,
          }));
        found.push(...next.items);
        cursor = next.nextCursor;
      }
      return found.length === known.length ? known : found;
    },
    refetchInterval: lookAgainMs,
  });
}

/** Every rating and every request, where the caller may see them. */
export function useHistory(id: string, version: number | undefined, mayRead: boolean) {
  return useQuery({
    queryKey: ["history", id, version],
    queryFn: async ({ signal }) =>
      (await ask(api.GET("/api/v1/conversations/{id}/history", { params: { path: { id }, query: { limit: page } }, signal }))).items,
    enabled: version !== undefined && mayRead,
    placeholderData: (before) => before,
    // The log may be a moment behind the conversation.
    refetchInterval: 3_000,
  });
}

/** Does something to it, and shows at once what became of it. */
export function useAct<T>(id: string, act: (what: T) => Promise<Conversation>) {
  const queries = useQueryClient();
  return useMutation<Conversation, Refused | Error, T>({
    mutationFn: act,
    onSuccess: (now) => {
      queries.setQueryData(["conversation", id], now);
      void queries.invalidateQueries({ queryKey: ["messages", id] });
      void queries.invalidateQueries({ queryKey: ["history", id] });
    },
  });
}
