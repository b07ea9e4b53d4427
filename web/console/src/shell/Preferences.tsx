import { Group, NativeSelect, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { choose, languages, type Language } from "../words";
import { useWords } from "../words/Words";

/** The language and the light of the console, kept in this browser. */
export function Preferences() {
  const { t, language } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Group gap="xs" wrap="nowrap">
      <NativeSelect size="xs" aria-label={t("language")} value={language}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        onChange={(event) => void choose(event.currentTarget.value as Language)} />
      <NativeSelect size="xs" aria-label={t("theme.label")} value={colorScheme}
        data={(["auto", "light", "dark"] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
        onChange={(event) => setColorScheme(event.currentTarget.value as MantineColorScheme)} />
    </Group>
  );
}
