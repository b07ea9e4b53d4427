import { Paper, Stack, Text, Textarea, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "../words/Words";
import { lengthOf, standsAlone } from "./rules";

const names = ["request", "liked", "disliked", "tooLate"] as const;
type Texts = { [name in (typeof names)[number]]: string };

/** What customers are told of one kind, counted while it is typed. */
export function Phrases({ kind, texts, max, onChange, children }: {
  kind: "graphic" | "text"; texts: Texts; max: number; onChange(texts: Partial<Texts>): void; children?: ReactNode;
}) {
  const { t } = useWords();
  const wrong = (name: keyof Texts): string | undefined => {
    const text = texts[name];
    if (lengthOf(text) > max) return t("quality.long", { max });
    if (kind === "text" && name === "request" && !(standsAlone(text, "1") && standsAlone(text, "0"))) return t("quality.digits");
    return undefined;
  };
  return (
    <Paper withBorder p="md" component="section" aria-label={t(`quality.${kind}`)}>
      <Title order={2} size="h5">{t(`quality.${kind}`)}</Title>
      <Text size="sm" c="dimmed" mb="sm">{t(`quality.about.${kind}`)}</Text>
      <Stack gap="sm">
        {names.map((name) => (
          <Textarea key={name} label={t(`quality.phrase.${name}`)} autosize minRows={1} maxRows={6} dir="auto" value={texts[name]}
            error={wrong(name)} description={`${lengthOf(texts[name])} / ${max}`}
            inputWrapperOrder={["label", "input", "description", "error"]}
            onChange={(event) => onChange({ [name]: event.currentTarget.value })} />
        ))}
        {children}
      </Stack>
    </Paper>
  );
}
