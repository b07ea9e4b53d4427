import { Group, NativeSelect, NumberInput, Select } from "@mantine/core";
import { useEffect, useState } from "react";
import { useWords } from "../words/Words";
import { readSpan, writeSpan, type Unit } from "./rules";

const days = [1, 2, 3, 4, 5, 7, 30];
const none = "none";
const own = "own";
const longestMinutes = 400 * 24 * 60;
const minutesIn: Record<Unit, number> = { M: 1, H: 60, D: 24 * 60 };

/** How long a rating is taken: one of the usual times, one of one's own, or without an end. */
export function Window({ value, onChange, onWrong }: {
  value: string | null; onChange(window: string | null): void; onWrong(isWrong: boolean): void;
}) {
  const { t } = useWords();
  const span = value === null ? null : readSpan(value);
  const usual = value === null ? none : days.map((count) => `P${count}D`).find((day) => span && day === writeSpan(span));
  const [isOwn, setOwn] = useState(!usual);
  const [count, setCount] = useState<number | string>(span?.count ?? 12);
  const [unit, setUnit] = useState<Unit>(span?.unit ?? "H");
  const minutes = Number(count) * minutesIn[unit];
  const isWrong = isOwn && !(Number.isInteger(count) && minutes > 0 && minutes <= longestMinutes);
  useEffect(() => onWrong(isWrong), [isWrong, onWrong]);

  const say = (count: number | string, unit: Unit): void => {
    setCount(count);
    setUnit(unit);
    if (Number.isInteger(count) && Number(count) > 0) onChange(writeSpan({ count: Number(count), unit }));
  };
  return (
    <Group align="flex-end" gap="xs">
      <Select label={t("quality.window")} description={t("quality.about.window")} allowDeselect={false} withCheckIcon={false}
        value={isOwn ? own : usual ?? own}
        data={[
          ...days.map((count) => ({ value: `P${count}D`, label: t("quality.days", { count }) })),
          { value: own, label: t("quality.own") }, { value: none, label: t("quality.endless") },
        ]}
        onChange={(chosen) => {
          setOwn(chosen === own);
          if (chosen === own) say(count, unit);
          else onChange(chosen === none ? null : chosen);
        }} />
      {isOwn && <>
        <NumberInput w={100} aria-label={t("quality.count")} min={1} allowDecimal={false} allowNegative={false} value={count}
          error={isWrong ? t("quality.tooLong") : undefined} onChange={(value) => say(value, unit)} />
        <NativeSelect aria-label={t("quality.unit.label")} value={unit}
          data={(["M", "H", "D"] as const).map((value) => ({ value, label: t(`quality.unit.${value}`) }))}
          onChange={(event) => say(count, event.currentTarget.value as Unit)} />
      </>}
    </Group>
  );
}
