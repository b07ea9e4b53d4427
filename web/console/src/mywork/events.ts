import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { manner } from "../api/ahead";
import { authorization } from "../session/key";

const longestPauseMs = 15_000;
/** The host says a word every 15 seconds; without one for so long the connection is dead. */
const silenceMs = 40_000;

/** Hears that something happened to the agent, and has it read again. What happened is not taken from the event: what is
 * read cannot be missed, or come twice. */
export function useAgentEvents(agent: string | null): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!agent) return;
    const end = new AbortController();
    const told = (): void => {
      for (const queryKey of [["notifications"], ["work"], ["summary", agent]]) {
        // A first answer that is still on its way may be older than this, and would count as the newest.
        void queries.cancelQueries({ queryKey }).then(() => queries.invalidateQueries({ queryKey }));
      }
    };
    void follow(agent, told, end.signal);
    return () => end.abort();
  }, [agent, queries]);
}

async function follow(agent: string, told: () => void, end: AbortSignal): Promise<void> {
  for (let pauseMs = 500; !end.aborted; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    const connection = new AbortController();
    const stop = (): void => connection.abort();
    end.addEventListener("abort", stop);
    let watch = setTimeout(stop, silenceMs);
    try {
      const response = await fetch(`/api/v1/agents/${encodeURIComponent(agent)}/events`, {
        ...manner, headers: { Authorization: await authorization() }, signal: connection.signal,
      });
      if (!response.ok || !response.body) throw new Error(response.statusText);
      pauseMs = 500;
      told();
      const [reader, decoder] = [response.body.getReader(), new TextDecoder()];
      for (let heard = await reader.read(); !heard.done; heard = await reader.read()) {
        clearTimeout(watch);
        watch = setTimeout(stop, silenceMs);
        // A heartbeat is a colon and nothing else.
        if (/[^:\s]/.test(decoder.decode(heard.value, { stream: true }))) told();
      }
    } catch {
      // Tried again below.
    }
    clearTimeout(watch);
    end.removeEventListener("abort", stop);
    if (!end.aborted) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
