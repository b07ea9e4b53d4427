import { UserManager, WebStorageStateStore, type User } from "oidc-client-ts";
import { isOfProvider, keep } from "./key";
import { provider, returnPath } from "./provider";

// Like a key: until the tab is closed, and in this tab only.
const store = new WebStorageStateStore({ store: sessionStorage });
const manager = new UserManager({
  authority: provider!.authority,
  client_id: provider!.clientId,
  redirect_uri: location.origin + returnPath,
  post_logout_redirect_uri: `${location.origin}/`,
  scope: provider!.scope,
  // Some providers give tokens that only they can read unless they are told whom they are for.
  extraQueryParams: { audience: provider!.audience },
  userStore: store,
  stateStore: store,
  // Renewed when a request needs it; a hidden frame, the other way, is blocked by most browsers.
  automaticSilentRenew: false,
});

/** Leaves for the provider. @param again Whether somebody else is to sign in than who is known there. */
export async function signIn(again: boolean): Promise<void> {
  const path = location.pathname === returnPath ? "/" : location.pathname + location.search;
  await manager.signinRedirect({ state: path, ...(again && { prompt: "login" }) });
}

/** Back from the provider. @returns Where the page was left. */
export async function finishSignIn(): Promise<string> {
  const user = await manager.signinRedirectCallback();
  take(user);
  return typeof user.state === "string" ? user.state : "/";
}

/** With the refresh token, where the provider gave one. Without, or where that fails because it is worth nothing any
 * more, the token is used until the API refuses it, and then people sign in again. */
export async function renewToken(): Promise<void> {
  if (!(await manager.getUser())?.refresh_token) return;
  const user = await manager.signinSilent();
  // Somebody who signed out meanwhile, or came in with a key, stays so.
  if (user && isOfProvider()) take(user);
  else await forget();
}

/** In this tab, with what would renew it. */
export async function forget(): Promise<void> {
  await manager.removeUser();
}

/** Of the provider too, where it has a way out. */
export async function signOut(): Promise<void> {
  try {
    await manager.signoutRedirect();
  } catch {
    await forget();
  }
}

function take(user: User): void {
  keep(user.access_token, user.expires_at ?? endOf(user.access_token));
}

/** Where the provider does not say how long a token lasts, it says so itself. */
function endOf(token: string): number {
  try {
    const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    return (JSON.parse(atob(payload)) as { exp?: number }).exp ?? Infinity;
  } catch {
    return Infinity;
  }
}
