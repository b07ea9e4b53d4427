import { Alert, Button } from "@mantine/core";
import { useWords } from "../words/Words";

/** What did not work, in the API's words, and a way to try again. */
export function Failed({ error, again }: { error: Error; again?: () => void }) {
  const { t } = useWords();
  return (
    <Alert color="red" role="alert" title={t("failed")} m="md">
      {error instanceof TypeError ? t("offline") : error.message}
      {again && <Button ml="md" size="compact-sm" variant="default" onClick={again}>{t("again")}</Button>}
    </Alert>
  );
}
