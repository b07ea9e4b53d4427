import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ask, type Schemas } from "../api/client";

export type Day = Schemas["DayView"];

const shown = 30;
/** A rating moves today's figures within a second of the customer's tap. */
const lookAgainMs = 700;
const allAgainMs = 60_000;

/** The last 30 days of a channel, or of all. Only the last of them is asked for again and again: that is little to count,
 * and once it is over the next one comes with it. */
export function useDays(channel: string | null) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const all = useQuery({
    queryKey: ["days", zone, channel], refetchInterval: allAgainMs,
    queryFn: ({ signal }) => fetchDays(channel, { zone }, signal),
  });
  const from = all.data?.at(-1)?.day;
  const live = useQuery({
    queryKey: ["today", zone, channel, from], enabled: from !== undefined, refetchInterval: lookAgainMs,
    queryFn: ({ signal }) => fetchDays(channel, { zone, from: from! }, signal),
  });
  const days = useMemo(() => all.data && merge(all.data, live.data ?? []), [all.data, live.data]);
  return { days, error: all.error, refetch: all.refetch };
}

async function fetchDays(channel: string | null, query: { zone: string; from?: string }, signal: AbortSignal): Promise<Day[]> {
  const { days } = channel === null
    ? await ask(api.GET("/api/v1/days", { params: { query }, signal }))
    : await ask(api.GET("/api/v1/channels/{channelId}/days", { params: { path: { channelId: channel }, query }, signal }));
  return days;
}

/** What is newer in the place of what is older. */
function merge(all: Day[], live: Day[]): Day[] {
  const first = live[0]?.day;
  const before = first === undefined ? all : all.filter(({ day }) => day < first);
  return [...before, ...live].slice(-shown);
}

export interface Sums {
  finished: number;
  likes: number;
  rated: number;
  reviewed: number;
  /** Null where there is nothing to take a share or a mean of. */
  share: number | null;
  stars: number | null;
}

/** Of several days, or of one: shares and means are made of the sums, never of the days' shares. */
export function sumOf(days: Day[]): Sums {
  const sum = (of: (day: Day) => number): number => days.reduce((all, day) => all + of(day), 0);
  const [likes, dislikes] = [sum((day) => day.likes), sum((day) => day.dislikes)];
  const reviewed = sum(reviewsOf);
  const stars = sum((day) => day.stars.reduce((all, count, at) => all + count * (at + 1), 0));
  return {
    finished: sum((day) => day.conversations), likes, rated: likes + dislikes, reviewed,
    share: likes + dislikes === 0 ? null : likes / (likes + dislikes), stars: reviewed === 0 ? null : stars / reviewed,
  };
}

export function reviewsOf(day: Day): number {
  return day.stars.reduce((all, count) => all + count, 0);
}
