// Arrhenius lines: D against 1000/T, measured points with their intervals, upper bounds, the line and its band; and what follows from it.

import { h, refill } from "../shared/dom";
import { Figure } from "../shared/figure";
import type { Band, Content, Line } from "../shared/figure-content";
import { isNumber, number } from "../shared/format";
import type { ArrheniusLine, Fleet, Interval } from "./state";

const mostLines = 8;

// A line through few points says next to nothing far from them: its band is drawn no further than this from it, or it would be all one sees.
const widestBand = 1e4;

export class ArrheniusPanel {
  private readonly figure = new Figure({
    id: "arrhenius",
    title: "Arrhenius",
    about: "The diffusion coefficient of each material against the inverse temperature; hollow signs are upper bounds.",
    csv: () => "/fleet/arrhenius.csv",
    height: 340,
  });
  private readonly table = h("div", { class: "body" });
  readonly root = h("section", { class: "stack", "aria-label": "Arrhenius lines" }, this.figure.root, this.table);

  show(fleet: Fleet): void {
    this.figure.show(content(fleet.arrhenius), "needs D at two temperatures");
    refill(this.table, JSON.stringify(fleet.arrhenius.map(({ line: _, points: __, ...rest }) => rest)), () => [rows(fleet.arrhenius)]);
  }
}

function content(all: readonly ArrheniusLine[]): Content {
  const lines: Line[] = [];
  const bands: Band[] = [];
  all.slice(0, mostLines).forEach((one, i) => {
    const name = `${one.material} ${one.specie}`;
    const measured = one.points.filter((point) => isNumber(point.d.value)).map((point) => [1000 / point.temperatureK, point.d.value, half(point.d)] as const).sort((a, b) => a[0] - b[0]);
    const bounds = one.points.filter((point) => !isNumber(point.d.value) && isNumber(point.upperBound)).map((point) => [1000 / point.temperatureK, point.upperBound] as const).sort((a, b) => a[0] - b[0]);
    if (measured.length > 0) lines.push({ key: name, label: name, color: i, isPoints: true, x: measured.map((m) => m[0]), y: measured.map((m) => m[1]), error: measured.map((m) => m[2]) });
    if (bounds.length > 0) lines.push({ key: `${name} bound`, label: `${name}, upper bound`, color: i, dash: 2, isPoints: true, isHollow: true, x: bounds.map((b) => b[0]), y: bounds.map((b) => b[1]) });
    if (one.line === undefined || one.line.length === 0) return;
    const x = one.line.map((point) => 1000 / point.temperatureK);
    lines.push({ key: `${name} line`, label: name, color: i, isSilent: true, x, y: one.line.map((point) => point.d.value) });
    bands.push({ key: name, label: "95 %", color: i, x, low: one.line.map(({ d }) => within(d, d.low)), high: one.line.map(({ d }) => within(d, d.high)) });
  });
  return { lines, bands, marks: [{ axis: "x", at: 1000 / 300, label: "300 K" }], isYLog: true, xLabel: "1000 / T (1/K)", yLabel: "D (Å²/ps)" };
}

function within(d: Interval, limit: number | null): number | null {
  return isNumber(d.value) && isNumber(limit) ? Math.min(Math.max(limit, d.value / widestBand), d.value * widestBand) : null;
}

function half(interval: Interval): number | null {
  return isNumber(interval.low) && isNumber(interval.high) ? (interval.high - interval.low) / 2 : null;
}

function rows(all: readonly ArrheniusLine[]): HTMLElement {
  const between = (interval: Interval | undefined, digits = 2) => (interval && isNumber(interval.value) ? `${number(interval.value, digits)}  (${number(interval.low, digits)} … ${number(interval.high, digits)})` : "");
  return h(
    "table",
    { class: "wrapping" },
    h("thead", {}, h("tr", {}, ...["material", "ion", "E_a (eV)", "σ at 300 K (S/cm)"].map((text) => h("th", { scope: "col" }, text)))),
    h(
      "tbody",
      {},
      ...all.map((one) =>
        h("tr", { title: one.kink ?? "" }, h("th", { scope: "row" }, one.material), h("td", {}, one.specie), one.missing === null && one.eaEv ? h("td", { class: "whole" }, between(one.eaEv)) : h("td", { class: "words", colspan: 2 }, one.missing ?? ""), one.eaEv ? h("td", {}, between(one.sigma300), one.kink ? h("p", { class: "note" }, one.kink) : null) : null),
      ),
    ),
  );
}
