import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask, type Schemas } from "../api/client";

export type Webhook = Schemas["WebhookView"];
export type Delivery = Schemas["WebhookDeliveryView"];
export type State = Delivery["state"];

/** What is asked for when one is made or changed. */
export type Wish = Pick<Webhook, "url" | "events" | "channels" | "description" | "enabled">;

/** Names that never change, and the patterns that stand for several. */
export const eventNames = [
  "*", "conversation.*", "conversation.opened", "conversation.finished", "conversation.closed",
  "rating.*", "rating.requested", "rating.notRequested", "rating.submitted", "rating.changed", "rating.late", "rating.expired",
  "supervisorRating.*", "supervisorRating.submitted", "supervisorRating.changed",
];

const lookAgainMs = 3_000;

export function useWebhooks() {
  return useQuery({
    queryKey: ["webhooks"], refetchInterval: 10_000,
    // There are 200 at most.
    queryFn: async ({ signal }) => (await ask(api.GET("/api/v1/webhooks", { params: { query: { limit: 200 } }, signal }))).items,
  });
}

export function useHealth(id: string) {
  return useQuery({
    queryKey: ["webhook health", id], refetchInterval: lookAgainMs,
    queryFn: ({ signal }) => ask(api.GET("/api/v1/webhooks/{webhookId}/health", { params: { path: { webhookId: id } }, signal })),
  });
}

/** Does something to webhooks, and has them read again. */
export function useDeed<TWhat, TAnswer>(deed: (what: TWhat) => Promise<TAnswer>) {
  const queries = useQueryClient();
  return useMutation<TAnswer, Error, TWhat>({
    mutationFn: deed,
    onSettled: () => {
      for (const name of ["webhooks", "webhook health", "deliveries"]) void queries.invalidateQueries({ queryKey: [name] });
    },
  });
}

/** As the API takes it: what is empty is left out. */
export function bodyOf({ url, events, channels, description, enabled }: Wish): Schemas["WebhookRequest"] {
  return { url: url.trim(), events, channels, enabled, ...(description?.trim() && { description: description.trim() }) };
}
