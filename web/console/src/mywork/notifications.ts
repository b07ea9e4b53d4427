import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask, type Schemas } from "../api/client";

export type Notification = Schemas["NotificationView"];

const page = 50;

export function useNotifications(agent: string) {
  return useQuery({
    queryKey: ["notifications", agent],
    queryFn: async ({ signal }) => (await ask(api.GET("/api/v1/agents/{agentId}/notifications", {
      params: { path: { agentId: agent }, query: { limit: page } }, signal,
    }))).items,
    // Events say when; this is for those that were lost on the way.
    refetchInterval: 30_000,
  });
}

export function useReading(agent: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (upTo: number) => ask(api.POST("/api/v1/agents/{agentId}/notifications/read", {
      params: { path: { agentId: agent } }, body: { upTo },
    })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["notifications"] }),
  });
}
