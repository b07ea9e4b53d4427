import { Alert, Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../words/Words";

/** Leads to the provider, whose ways are fetched only then.
 * @param again Whether another account is to be chosen there. */
export function ProviderButton({ again }: { again: boolean }) {
  const { t } = useWords();
  const [isLeaving, setIsLeaving] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);

  const leave = async (): Promise<void> => {
    setIsLeaving(true);
    setProblem(null);
    try {
      const { signIn } = await import("./openId");
      await signIn(again);
    } catch (failure) {
      setProblem(failure as Error);
    }
    // Or they turned back before the page was gone.
    setIsLeaving(false);
  };
  return (
    <>
      {problem && <Alert color="red" role="alert">{t("signIn.notDone", { reason: problem.message })}</Alert>}
      <Button onClick={() => void leave()} loading={isLeaving}>{t("signIn.byProvider")}</Button>
    </>
  );
}
