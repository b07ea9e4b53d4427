import type { TFunction } from "i18next";
import type { Chart } from "./chart";
import { reviewsOf, sumOf, type Day } from "./days";

/** What is drawn of the days. */
export function chartsOf(days: Day[], t: TFunction, language: string): Chart[] {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  const short = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  const names = days.map(({ day }) => short.format(new Date(`${day}T00:00Z`)));
  const [sum, likes, dislikes] = [sumOf(days), days.map((day) => day.likes), days.map((day) => day.dislikes)];
  const rated = days.map((day) => day.likes + day.dislikes);
  const stars = (value: number): string => `${number.format(value)} ★`;
  const counted = { days: names, whole: true, besides: [], format: (value: number) => number.format(value) };
  return [
    {
      ...counted, id: "by-day", title: t("overview.ratings"),
      sum: t("overview.said.ratings", { likes: number.format(sum.likes), dislikes: number.format(sum.rated - sum.likes) }),
      series: [
        // The whole bar first, and its lower part over it.
        { name: t("value.dislike"), colour: "dislike", kind: "bar", values: dislikes, drawn: rated },
        { name: t("value.like"), colour: "like", kind: "bar", values: likes },
      ],
    },
    {
      ...counted, id: "share", title: t("overview.share"), whole: false, range: [0, 1], format: (value) => percent.format(value),
      sum: sum.share === null ? "–" : t("overview.said.share", { share: percent.format(sum.share), count: sum.rated }),
      series: [{
        name: t("overview.share"), colour: "like", kind: "line", values: days.map((day) => day.likeShare ?? null),
        betweenName: t("overview.range"), between: [days.map((day) => day.likeShareLow ?? null), days.map((day) => day.likeShareHigh ?? null)],
      }],
      besides: [
        { name: t("overview.low"), values: days.map((day) => day.likeShareLow ?? null) },
        { name: t("overview.high"), values: days.map((day) => day.likeShareHigh ?? null) },
      ],
    },
    {
      ...counted, id: "stars", title: t("overview.stars"), range: [1, 5], format: stars,
      sum: sum.stars === null ? "–" : t("overview.said.stars", { mean: stars(sum.stars), count: sum.reviewed }),
      series: [{ name: t("overview.mean"), colour: "stars", kind: "line", values: days.map((day) => day.starsMean ?? null) }],
    },
    {
      ...counted, id: "conversations", title: t("overview.conversations"),
      sum: t("overview.said.conversations", { finished: number.format(sum.finished), rated: number.format(sum.rated), reviewed: number.format(sum.reviewed) }),
      series: [
        { name: t("overview.finished"), colour: "first", kind: "left", values: days.map((day) => day.conversations) },
        { name: t("overview.rated"), colour: "like", kind: "right", values: rated },
      ],
      besides: [{ name: t("overview.reviewed"), values: days.map(reviewsOf) }],
    },
  ];
}
