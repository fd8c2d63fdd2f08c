// The columns of the table of runs: what stands in a cell, how it sorts, how wide it is.

import { h, s } from "../shared/dom";
import { count, isNumber, missing, number, percent, simulated } from "../shared/format";
import { sign } from "../shared/sign";
import { look, order } from "../shared/verdict-words";
import type { Row } from "./state";

export interface Column {
  key: string;
  title: string;
  width: string;
  isNumber?: boolean;
  /** What rows are sorted by; null sorts last either way. */
  sort: (row: Row) => number | string | null;
  /** Brings a cell up to date; it is asked only where the text changed. */
  text: (row: Row) => string;
  draw?: (cell: HTMLElement, row: Row) => void;
}

export function halfWidth(row: Row): number | null {
  const { value, low, high } = row.d;
  return row.isQuotable && isNumber(value) && isNumber(low) && isNumber(high) ? (high - low) / 2 / value : null;
}

function stateOf(row: Row): string {
  return row.failure !== undefined ? "failed" : row.state === "" ? "waiting" : row.state;
}

export const columns: readonly Column[] = [
  { key: "name", title: "run", width: "minmax(150px, 1.6fr)", sort: (row) => row.name, text: (row) => (row.hasPage ? `${row.name} ↗` : row.name), draw: (cell, row) => cell.replaceChildren(row.hasPage ? link(row) : row.name) },
  { key: "material", title: "material", width: "minmax(80px, 1fr)", sort: (row) => row.material, text: (row) => row.material || missing },
  { key: "temperature", title: "T (K)", width: "62px", isNumber: true, sort: (row) => row.temperatureK, text: (row) => (isNumber(row.temperatureK) ? count(row.temperatureK) : missing) },
  { key: "specie", title: "ion", width: "44px", sort: (row) => row.specie, text: (row) => row.specie || missing },
  {
    key: "state",
    title: "verdict",
    width: "136px",
    sort: (row) => (row.isReference ? 99 : order.indexOf(stateOf(row))),
    text: (row) => (row.isReference ? "reference" : look(stateOf(row)).word),
    draw: (cell, row) => cell.replaceChildren(...(row.isReference ? ["reference"] : [sign(look(stateOf(row)), 14), look(stateOf(row)).word])),
  },
  {
    key: "d",
    title: "D (Å²/ps)",
    width: "104px",
    isNumber: true,
    sort: (row) => (row.isQuotable ? row.d.value : row.upperBound),
    text: (row) => (row.isQuotable ? number(row.d.value) : isNumber(row.upperBound) ? `< ${number(row.upperBound)}` : missing),
  },
  { key: "precision", title: "± 95 %", width: "66px", isNumber: true, sort: halfWidth, text: (row) => (halfWidth(row) === null ? missing : percent(halfWidth(row)!)) },
  {
    key: "trail",
    title: "D so far",
    width: "104px",
    sort: (row) => row.trail.length,
    text: (row) => row.trail.join(),
    draw: (cell, row) => cell.replaceChildren(sparkline(row.trail)),
  },
  { key: "covered", title: "simulated", width: "84px", isNumber: true, sort: (row) => row.coveredPs, text: (row) => simulated(row.coveredPs) },
  { key: "remaining", title: "still needs", width: "90px", isNumber: true, sort: (row) => row.remainingPs, text: (row) => (isNumber(row.remainingPs) ? simulated(row.remainingPs) : missing) },
  { key: "speed", title: "ps/h", width: "70px", isNumber: true, sort: (row) => row.psPerHour, text: (row) => number(row.psPerHour) },
  { key: "life", title: "", width: "62px", sort: (row) => Number(row.isFinal), text: (row) => (row.isReference ? "" : row.failure !== undefined ? "failed" : row.isFinal ? "ended" : "running") },
];

function link(row: Row): HTMLElement {
  return h("a", { href: `/run.html?run=${encodeURIComponent(row.name)}` }, row.name);
}

/** D against simulated time, from zero; the last point is marked. */
function sparkline(trail: readonly (number | null)[]): SVGElement {
  const [width, height] = [92, 18];
  const values = trail.filter(isNumber);
  const top = Math.max(...values, 0);
  const points = values.map((value, i) => [values.length < 2 ? width - 3 : (i / (values.length - 1)) * (width - 4) + 1, height - 3 - (top > 0 ? value / top : 0) * (height - 6)] as const);
  const last = points.at(-1);
  return s(
    "svg",
    { class: "spark", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" },
    points.length > 1 ? s("polyline", { points: points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ") }) : null,
    last === undefined ? null : s("circle", { cx: last[0], cy: last[1], r: 1.8 }),
  );
}
