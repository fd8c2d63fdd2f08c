// Correlations of a view: the matrix, whose cells lead to the scatter behind them, and the bars of what goes with D.

import { choice } from "../shared/choice";
import { h, s, setText } from "../shared/dom";
import { Figure } from "../shared/figure";
import type { Line } from "../shared/figure-content";
import { isNumber, number } from "../shared/format";
import { onThemeChange } from "../shared/theme";
import { heat } from "./heat-color";
import type { Fleet, Matrix, Values, View } from "./state";

const cell = 15;
const margin = 92;
const marked = 0.2;

export class Correlogram {
  private readonly kind = choice("correlation", "kind of correlation", [["spearman", "Spearman"], ["pearson", "Pearson"]], () => this.draw());
  private readonly select = h("select", { "aria-label": "view of the table" });
  private readonly read = h("p", { class: "read", "aria-live": "polite" });
  private readonly matrix = h("div", { class: "matrix", tabindex: 0, role: "application", "aria-label": "correlogram; arrows move, Enter shows the scatter" });
  private readonly bars = h("div", { class: "bars" });
  private readonly scatter = new Figure({ id: "scatter", title: "Behind the cell", about: "Both descriptors of every run that has them.", csv: () => "/fleet/values.csv", height: 300 });
  readonly root = h(
    "section",
    { class: "correlations", "aria-label": "correlations" },
    h("header", {}, h("h2", {}, "Correlations"), this.select, this.kind.root, this.read),
    h("div", { class: "split three" }, h("div", { class: "scroll" }, this.matrix), h("div", {}, h("h3", {}, "With D"), this.bars), this.scatter.root),
  );
  private view: View | null = null;
  private values: Values | null = null;
  private fleet: Fleet | null = null;
  private at: [number, number] = [1, 0];

  constructor(private readonly chosen: (view: string) => void) {
    this.select.addEventListener("change", () => this.chosen(this.select.value));
    this.matrix.addEventListener("keydown", (event) => this.key(event));
    onThemeChange(() => this.draw());
  }

  get viewName(): string {
    return this.select.value;
  }

  showFleet(fleet: Fleet): void {
    this.fleet = fleet;
    const names = fleet.views.map((view) => view.name);
    if (this.select.dataset["names"] !== names.join()) {
      this.select.dataset["names"] = names.join();
      this.select.replaceChildren(...fleet.views.map((view) => h("option", { value: view.name }, view.name)));
    }
    if (this.missing !== "") setText(this.read, this.missing);
  }

  private get missing(): string {
    return this.fleet?.views.find((view) => view.name === this.select.value)?.missing ?? "";
  }

  show(view: View | null, values: Values | null): void {
    this.view = view;
    this.values = values;
    this.draw();
  }

  private get columns(): Values["columns"] {
    return this.values?.columns ?? [];
  }

  private draw(): void {
    const matrix = this.view?.[this.kind.value()] ?? null;
    this.root.classList.toggle("is-empty", matrix === null);
    if (matrix === null) {
      setText(this.read, this.missing);
      this.matrix.replaceChildren();
      this.bars.replaceChildren();
      return;
    }
    const defined = this.columns.map((_, i) => i).filter((i) => isNumber(matrix.r[i * matrix.count + i]));
    this.matrix.replaceChildren(this.cells(matrix, defined));
    this.drawBars(matrix, defined);
    if (!defined.includes(this.at[0]) || !defined.includes(this.at[1])) this.at = [defined[1] ?? 0, defined[0] ?? 0];
    this.open(this.at[0], this.at[1]);
  }

  private cells(matrix: Matrix, defined: readonly number[]): SVGElement {
    const side = defined.length * cell;
    const root = s("svg", { viewBox: `0 0 ${margin + side + 4} ${side + margin}`, width: margin + side + 4, height: side + margin, role: "img", "aria-label": `${this.kind.value()} correlations of ${defined.length} descriptors` });
    defined.forEach((a, i) => {
      const name = this.columns[a]!.name;
      root.append(s("text", { x: margin - 5, y: i * cell + 11, "text-anchor": "end" }, name));
      root.append(s("text", { x: -side - 5, y: margin + i * cell + 11, "text-anchor": "end", transform: "rotate(-90)" }, name));
      defined.forEach((b, j) => {
        if (j >= i) return;
        const r = matrix.r[a * matrix.count + b];
        const p = matrix.p[a * matrix.count + b];
        const [x, y] = [margin + j * cell, i * cell];
        const rect = s("rect", { x, y, width: cell - 1, height: cell - 1, fill: isNumber(r) ? heat(r) : "none", class: isNumber(r) ? "" : "undefined", "data-a": a, "data-b": b });
        root.append(rect);
        if (isNumber(p) && p < marked) root.append(s("circle", { cx: x + cell / 2 - 0.5, cy: y + cell / 2 - 0.5, r: 1.4, class: isNumber(r) && Math.abs(r) > 0.6 ? "mark on" : "mark" }));
      });
    });
    root.addEventListener("click", (event) => this.pick(event.target as Element));
    root.addEventListener("pointerover", (event) => this.hover(event.target as Element));
    return root;
  }

  private pick(target: Element): void {
    const { a, b } = (target as SVGElement).dataset;
    if (a !== undefined && b !== undefined) this.open(Number(a), Number(b));
  }

  private hover(target: Element): void {
    const { a, b } = (target as SVGElement).dataset;
    if (a !== undefined && b !== undefined) setText(this.read, this.words(Number(a), Number(b)));
  }

  private words(a: number, b: number): string {
    const matrix = this.view?.[this.kind.value()];
    if (!matrix) return "";
    const [r, p, n] = [matrix.r[a * matrix.count + b] ?? null, matrix.p[a * matrix.count + b] ?? null, matrix.n[a * matrix.count + b]];
    const names = `${this.columns[a]?.name} and ${this.columns[b]?.name}`;
    return isNumber(r) ? `${names}: ${number(r, 2)}, p = ${number(p, 2)}, ${n} runs` : `${names}: ${n} runs hold both`;
  }

  private key(event: KeyboardEvent): void {
    const matrix = this.view?.[this.kind.value()];
    if (!matrix) return;
    const defined = this.columns.map((_, i) => i).filter((i) => isNumber(matrix.r[i * matrix.count + i]));
    const [i, j] = [defined.indexOf(this.at[0]), defined.indexOf(this.at[1])];
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (step === undefined) return;
    const ni = Math.min(defined.length - 1, Math.max(1, i + step[0]!));
    const nj = Math.min(ni - 1, Math.max(0, j + step[1]!));
    this.open(defined[ni]!, defined[nj]!);
    event.preventDefault();
  }

  private open(a: number, b: number): void {
    this.at = [a, b];
    setText(this.read, this.words(a, b));
    for (const old of this.matrix.querySelectorAll(".is-open")) old.classList.remove("is-open");
    this.matrix.querySelector(`[data-a="${a}"][data-b="${b}"]`)?.classList.add("is-open");
    const [columnA, columnB] = [this.columns[a], this.columns[b]];
    if (this.values === null || this.view === null || columnA === undefined || columnB === undefined) return;
    const runs = new Set(this.view.runs);
    const species = new Map(this.fleet?.rows.map((row) => [row.run, row.specie]) ?? []);
    const groups = new Map<string, [number, number][]>();
    for (const row of this.values.rows) {
      const [x, y] = [row.values[b], row.values[a]];
      if (!runs.has(row.run) || !isNumber(x) || !isNumber(y)) continue;
      const key = species.get(row.run) || "runs";
      groups.set(key, [...(groups.get(key) ?? []), [x, y]]);
    }
    const lines = [...groups].sort().map(([key, points], i): Line => {
      points.sort((p, q) => p[0] - q[0]);
      return { key, label: key, color: i, isPoints: true, x: apart(points.map((p) => p[0])), y: points.map((p) => p[1]) };
    });
    const axis = (column: { name: string; unit: string }) => (column.unit === "1" ? column.name : `${column.name} (${column.unit})`);
    this.scatter.show({ lines, bands: [], marks: [], xLabel: axis(columnB), yLabel: axis(columnA) }, "no run holds both");
  }

  private drawBars(matrix: Matrix, defined: readonly number[]): void {
    const d = this.columns.findIndex((column) => column.name === "D");
    const others = defined
      .filter((i) => i !== d)
      .map((i) => ({ i, r: matrix.r[d * matrix.count + i] ?? null, p: matrix.p[d * matrix.count + i] ?? null }))
      .filter((bar): bar is { i: number; r: number; p: number } => isNumber(bar.r))
      .sort((p, q) => q.r - p.r);
    const [width, height] = [300, others.length * 13 + 22];
    const x = (r: number) => 92 + ((r + 1) / 2) * (width - 100);
    const root = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": `correlation with D; strongest ${others[0] ? this.columns[others[0].i]!.name : "none"}` });
    others.forEach(({ i, r, p }, at) => {
      const y = at * 13;
      root.append(
        s("text", { x: 86, y: y + 10, "text-anchor": "end" }, this.columns[i]!.name),
        s("rect", { x: Math.min(x(0), x(r)), y: y + 2, width: Math.max(1, Math.abs(x(r) - x(0))), height: 9, fill: heat(r), "data-a": Math.max(d, i), "data-b": Math.min(d, i), class: p < marked ? "bar sure" : "bar" }),
      );
    });
    root.append(s("line", { x1: x(0), x2: x(0), y1: 0, y2: height - 18, class: "zero" }), ...[-1, 0, 1].map((r) => s("text", { x: x(r), y: height - 4, "text-anchor": "middle" }, number(r, 1))));
    root.addEventListener("click", (event) => this.pick(event.target as Element));
    root.addEventListener("pointerover", (event) => this.hover(event.target as Element));
    this.bars.replaceChildren(root);
  }
}

// Points share a column of x: equal ones are moved apart by less than can be seen.
function apart(x: readonly number[]): number[] {
  const moved = [...x];
  for (let i = 1; i < moved.length; i++) if (moved[i]! <= moved[i - 1]!) moved[i] = moved[i - 1]! + Math.max(1e-12, Math.abs(moved[i - 1]!) * 1e-9);
  return moved;
}
