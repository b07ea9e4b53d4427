import { Alert, Button, Code, CopyButton, Group } from "@mantine/core";
import { useWords } from "../words/Words";

/** A secret that is never shown again, to be taken along now. */
export function Once({ title, secret }: { title: string; secret: string }) {
  const { t } = useWords();
  return (
    <Alert mt="md" title={title} role="status">
      <Group gap="xs">
        <Code className="comment" data-made>{secret}</Code>
        <CopyButton value={secret}>{({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy}>{t(copied ? "keys.copied" : "keys.copy")}</Button>)}</CopyButton>
      </Group>
    </Alert>
  );
}
