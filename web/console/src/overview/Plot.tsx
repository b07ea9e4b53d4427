import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { colours, inks, type Chart, type Series } from "./chart";

const height = 200;
/** What a day's name under the axis takes. */
const labelWidth = 64;
const barShare = 0.7;
const intervalWidth = 5;

/** The picture of a chart. What it shows is said beside it too: a picture is nothing for the ear. */
export function Plot({ chart, label, onDay }: { chart: Chart; label: string; onDay(day: number | null): void }) {
  const holder = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme("light");
  useEffect(() => {
    const place = holder.current!;
    const plot = new uPlot(optionsOf(chart, scheme, place.clientWidth, onDay), dataOf(chart), place);
    const watch = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height }));
    watch.observe(place);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [chart, scheme, onDay]);
  return <div ref={holder} className="plot" role="img" aria-label={label} />;
}

function dataOf({ days, series }: Chart): uPlot.AlignedData {
  return [days.map((_, at) => at), ...series.map(({ drawn, values }) => drawn ?? values)];
}

function optionsOf(
  { days, series, range, format, whole }: Chart, scheme: "light" | "dark", width: number, onDay: (day: number | null) => void,
): uPlot.Options {
  const { quiet, grid } = inks[scheme];
  const axis: uPlot.Axis = { stroke: quiet, font: "12px system-ui, sans-serif", ticks: { show: false } };
  return {
    width, height, padding: [8, labelWidth / 3, 0, 0],
    series: [{}, ...series.map((one) => lineOf(one, colours[scheme][one.colour]))],
    scales: {
      x: { time: false, range: [-0.6, days.length - 0.4] },
      y: { range: (_, __, max) => range ?? [0, Math.max(whole ? 4 : 1, max * 1.05)] },
    },
    axes: [
      { ...axis, size: 24, grid: { show: false }, splits: (plot) => every(days.length, plot.bbox.width / devicePixelRatio), values: (_, at) => at.map((day) => days[day] ?? "") },
      { ...axis, size: 46, grid: { stroke: grid, width: 1 }, ...(whole && { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 1e5, 1e6] }), values: (_, at) => at.map(format) },
    ],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    hooks: {
      setCursor: [(plot) => onDay(plot.cursor.idx ?? null)],
      // After the axes, and so under the lines.
      drawAxes: [(plot) => series.forEach(({ between, colour }) => between && drawIntervals(plot, between, `${colours[scheme][colour]}40`))],
    },
  };
}

function lineOf({ kind }: Series, colour: string): uPlot.Series {
  return kind === "line"
    ? { stroke: colour, width: 2, spanGaps: false, points: { show: true, size: 6, fill: colour } }
    : { fill: colour, stroke: colour, width: 0, points: { show: false }, paths: bars(kind) };
}

/** From the lower to the upper edge, a day each: a band from day to day would show what nobody counted. */
function drawIntervals(plot: uPlot, [low, high]: NonNullable<Series["between"]>, colour: string): void {
  const { ctx } = plot;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = intervalWidth * devicePixelRatio;
  ctx.beginPath();
  low.forEach((from, day) => {
    const to = high[day];
    if (from === null || to == null) return;
    const x = plot.valToPos(day, "x", true);
    ctx.moveTo(x, plot.valToPos(from, "y", true));
    ctx.lineTo(x, plot.valToPos(to, "y", true));
  });
  ctx.stroke();
  ctx.restore();
}

function bars(kind: "bar" | "left" | "right"): uPlot.Series.PathBuilder {
  const side = { bar: 0, left: -1, right: 1 }[kind] as 0 | 1 | -1;
  return uPlot.paths.bars!({ size: [side === 0 ? barShare : barShare / 2, 28], align: side, radius: 0.15 });
}

/** As many days as have room for their names, today among them. */
function every(count: number, width: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(width / labelWidth))));
  const days: number[] = [];
  for (let day = count - 1; day >= 0; day -= step) days.unshift(day);
  return days;
}
