import { returnPath } from "./provider";

/** Ends a sign-in at the provider before anything is shown, and leads back to where it began.
 * @returns What went wrong; null where nothing did, and where nobody comes from there. */
export async function comeBack(): Promise<Error | null> {
  if (location.pathname !== returnPath) return null;
  try {
    const { finishSignIn } = await import("./openId");
    history.replaceState(null, "", await finishSignIn());
    return null;
  } catch (failure) {
    history.replaceState(null, "", "/");
    return failure as Error;
  }
}
