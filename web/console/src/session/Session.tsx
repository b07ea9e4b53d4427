import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { Refused } from "../api/client";
import { Waiting } from "../parts/Waiting";
import { isOfProvider, keep, keptKey } from "./key";
import { meOf, type Me } from "./me";
import { SignIn } from "./SignIn";

interface Session {
  me: Me;
  signOut(): void;
}

const Context = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error("Nobody is signed in here.");
  return session;
}

/** Who is signed in; the sign-in where nobody is, or not any more.
 * @param failed What went wrong on the way here. */
export function SignedIn({ failed, children }: { failed: Error | null; children: ReactNode }) {
  const queries = useQueryClient();
  const [key, setKey] = useState(keptKey());
  const [byProvider, setByProvider] = useState(isOfProvider());
  const { data: me, error } = useQuery({
    ...meOf(key),
    enabled: key !== "",
    // A key that is deleted or expires ends its sessions too.
    refetchInterval: 60_000,
    retry: (tries, failed) => !(failed instanceof Refused && failed.status < 500) && tries < 5,
  });

  const isRefused = error instanceof Refused && (error.status === 401 || error.status === 403);
  useEffect(() => {
    if (!isRefused) return;
    const wasOfProvider = isOfProvider();
    keep("");
    if (wasOfProvider) void import("./openId").then(({ forget }) => forget());
  }, [isRefused]);
  const leave = (): void => {
    keep("");
    setKey("");
    queries.clear();
    if (byProvider) void import("./openId").then(({ signOut }) => signOut());
  };
  if (key === "" || isRefused) {
    return (
      <SignIn
        problem={error ?? (key === "" ? failed : null)}
        byProvider={byProvider}
        onKey={(given) => {
          keep(given);
          setKey(given);
          setByProvider(false);
          void queries.resetQueries({ queryKey: ["me"] });
        }}
      />
    );
  }
  if (!me) return <Waiting />;
  return <Context value={{ me, signOut: leave }}>{children}</Context>;
}
