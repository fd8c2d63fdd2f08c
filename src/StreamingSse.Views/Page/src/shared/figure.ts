// One live figure: title, choices, legend with the values under the cursor, plot, and a menu for ranges and downloads.

import uPlot from "uplot";
import { h, setText } from "./dom";
import { save, toPng } from "./download";
import { extent, isOnePoint, padded, table, type Content, type Line } from "./figure-content";
import { figureSvg } from "./figure-svg";
import { isNumber, number, tick } from "./format";
import { color, dashes, onThemeChange, series } from "./theme";

const axisFont = '11px ui-sans-serif, system-ui, "Segoe UI", "Noto Sans", sans-serif';
const exportWidth = 760;
const exportHeight = 480;

export interface Setup {
  id: string;
  title: string;
  /** What the figure shows and how to read it, for the title's tooltip and for screen readers. */
  about: string;
  /** Where the whole data is; null where there is none. */
  csv: () => string | null;
  height?: number;
  /** Buttons of the figure's own. */
  choices?: readonly Node[];
}

export class Figure {
  readonly root: HTMLElement;
  private readonly plot = h("div", { class: "plot", tabindex: 0, role: "img" });
  private readonly legend = h("div", { class: "legend" });
  private readonly yLabel = h("span", { class: "axis-label" });
  private readonly xLabel = h("span", { class: "axis-label x" });
  private readonly empty = h("p", { class: "empty" });
  private readonly readout = h("p", { class: "visually-hidden", "aria-live": "polite" });
  private readonly hidden = new Set<string>();
  private chart: uPlot | null = null;
  private content: Content | null = null;
  private shape = "";
  private zoom: [number, number] | null = null;
  private width = 0;

  constructor(private readonly setup: Setup) {
    const title = h("h3", { title: setup.about, id: `${setup.id}-title` }, setup.title);
    this.root = h(
      "figure",
      { class: "figure", id: setup.id, "aria-labelledby": `${setup.id}-title` },
      h("header", {}, title, h("div", { class: "choices" }, ...(setup.choices ?? [])), this.menu()),
      h("div", { class: "above" }, this.yLabel, this.legend),
      this.plot,
      this.xLabel,
      this.empty,
      this.readout,
    );
    this.plot.addEventListener("dblclick", () => this.setZoom(null));
    this.plot.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.resize()).observe(this.plot);
    onThemeChange(() => this.rebuild());
  }

  /** Shows other data. Ranges, hidden lines and the cursor stay as they are. */
  show(content: Content, emptyText: string): void {
    const isEmpty = content.lines.every((line) => !line.y.some(isNumber));
    this.root.classList.toggle("is-empty", isEmpty);
    setText(this.empty, isEmpty ? emptyText : "");
    this.content = content;
    setText(this.yLabel, content.yLabel);
    setText(this.xLabel, content.xLabel);
    if (isEmpty) return;
    this.plot.setAttribute("aria-label", this.describe(content));
    const shape = JSON.stringify([content.isXLog, content.isYLog, content.lines.map((line) => [line.key, line.label, line.color, line.dash, line.isPoints]), content.bands.map((band) => band.key)]);
    if (this.chart === null || shape !== this.shape) {
      this.shape = shape;
      this.rebuild();
    } else {
      this.chart.setData(this.data());
    }
  }

  private data(): uPlot.AlignedData {
    const { x, columns } = table(this.content!);
    return [x, ...columns] as uPlot.AlignedData;
  }

  private rebuild(): void {
    if (this.content === null || this.root.classList.contains("is-empty")) return;
    this.chart?.destroy();
    this.chart = null;
    this.width = this.plot.clientWidth;
    if (this.width === 0) return;
    this.chart = new uPlot(this.options(this.content), this.data(), this.plot);
    this.fillLegend(this.content);
  }

  private resize(): void {
    if (this.plot.clientWidth === this.width || this.plot.clientWidth === 0) return;
    if (this.chart === null) {
      this.rebuild();
      return;
    }
    this.width = this.plot.clientWidth;
    this.chart.setSize({ width: this.width, height: this.height });
  }

  private get height(): number {
    return this.setup.height ?? 240;
  }

  private options(content: Content): uPlot.Options {
    const axis = (isLog: boolean | undefined): Partial<uPlot.Axis> => {
      const filter = (_: uPlot, splits: number[]) => (isLog ? splits.map((value) => (isLabelled(value, splits) ? value : null)) : splits);
      return {
        font: axisFont,
        stroke: color("muted"),
        grid: { stroke: color("grid"), width: 1, filter },
        ticks: { stroke: color("rule"), width: 1, size: 4, filter },
        gap: 4,
        filter,
        values: (_, splits) => splits.map((value) => (value === null ? "" : tick(value))),
      };
    };
    const silent: uPlot.Series = { stroke: "transparent", width: 0, points: { show: false }, spanGaps: true };
    const bandSeries = content.bands.flatMap(() => [silent, silent]);
    return {
      width: this.width,
      height: this.height,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      focus: { alpha: 1 },
      cursor: { drag: { x: true, y: false, setScale: false }, points: { size: 7, width: 1.5 }, y: false },
      scales: {
        x: { time: false, distr: content.isXLog ? 3 : 1, range: (_, low, high) => this.xRange(low, high) },
        y: { distr: content.isYLog ? 3 : 1, range: (chart, low, high) => this.yRange(chart, low, high) },
      },
      axes: [
        { ...axis(content.isXLog), size: 24, space: 56 },
        { ...axis(content.isYLog), size: (_, values) => 14 + 6.4 * Math.max(2, ...(values ?? []).map((text) => text.length)), space: 34 },
      ],
      series: [{}, ...content.lines.map((line) => this.series(line)), ...bandSeries],
      bands: content.bands.map((band, i) => ({
        series: [1 + content.lines.length + 2 * i + 1, 1 + content.lines.length + 2 * i] as [number, number],
        fill: translucent(series(band.color)),
      })),
      hooks: {
        draw: [(chart) => this.drawMarks(chart)],
        setCursor: [(chart) => this.readValues(chart)],
        setSelect: [(chart) => this.select(chart)],
      },
    };
  }

  private series(line: Line): uPlot.Series {
    const stroke = series(line.color);
    return {
      show: !this.hidden.has(line.key),
      stroke: line.isPoints ? "transparent" : stroke,
      width: line.isPoints ? 0 : (line.width ?? 1.6),
      dash: [...dashes[line.dash ?? 0]!],
      spanGaps: true,
      points: line.isPoints ? { show: true, size: 6, fill: line.isHollow ? color("ground") : stroke, stroke, width: line.isHollow ? 1.5 : 0 } : { show: false },
    };
  }

  private xRange(low: number | null, high: number | null): [number, number] {
    if (this.zoom !== null) return this.zoom;
    const asked = this.content!.xRange;
    if (asked !== undefined) return [asked[0], asked[1]];
    if (low === null || high === null) return [this.content!.isXLog ? 0.1 : 0, 1]; // no point at all
    return isOnePoint(low, high) ? [low - (Math.abs(low) || 1) / 2, low + (Math.abs(low) || 1) / 2] : [low, high];
  }

  private yRange(chart: uPlot, low: number, high: number): [number, number] {
    const content = this.content!;
    if (content.yRange !== undefined && this.zoom === null) return [content.yRange[0], content.yRange[1]];
    const shown = { ...content, lines: content.lines.filter((line) => !this.hidden.has(line.key)) };
    const seen = extent(shown, chart.scales["x"]!.min ?? -Infinity, chart.scales["x"]!.max ?? Infinity);
    if (seen !== null) return padded(seen[0], seen[1], content.isYLog === true);
    return low === null || high === null ? [content.isYLog ? 0.1 : 0, 1] : padded(low, high, content.isYLog === true);
  }

  private select(chart: uPlot): void {
    const { left, width } = chart.select;
    if (width < 6) return;
    this.setZoom([chart.posToVal(left, "x"), chart.posToVal(left + width, "x")]);
    chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }

  private setZoom(zoom: [number, number] | null): void {
    this.zoom = zoom;
    this.root.classList.toggle("is-zoomed", zoom !== null);
    this.chart?.setData(this.data());
  }

  private drawMarks(chart: uPlot): void {
    const { ctx, bbox } = chart;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    this.drawErrors(chart);
    ctx.strokeStyle = ctx.fillStyle = color("muted");
    ctx.lineWidth = ratio;
    ctx.font = axisFont.replace("11px", `${11 * ratio}px`);
    ctx.textAlign = "right";
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    const write = (text: string, x: number, y: number) => {
      ctx.save();
      ctx.setLineDash([]);
      ctx.strokeStyle = color("ground");
      ctx.lineWidth = 3 * ratio;
      ctx.strokeText(text, x, y); // a halo, so that the word can be read on lines and bands
      ctx.restore();
      ctx.fillText(text, x, y);
    };
    for (const mark of this.content!.marks) {
      const at = chart.valToPos(mark.at, mark.axis, true);
      ctx.beginPath();
      if (mark.axis === "x") {
        ctx.moveTo(at, bbox.top);
        ctx.lineTo(at, bbox.top + bbox.height);
        ctx.stroke();
        write(mark.label, at - 4 * ratio, bbox.top + 12 * ratio);
      } else {
        ctx.moveTo(bbox.left, at);
        ctx.lineTo(bbox.left + bbox.width, at);
        ctx.stroke();
        write(mark.label, bbox.left + bbox.width - 4 * ratio, at - 4 * ratio);
      }
    }
    ctx.restore();
  }

  private drawErrors(chart: uPlot): void {
    const { ctx } = chart;
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([]);
    for (const line of this.content!.lines) {
      if (line.error === undefined || this.hidden.has(line.key)) continue;
      ctx.strokeStyle = series(line.color);
      ctx.beginPath();
      line.x.forEach((x, i) => {
        const [y, error] = [line.y[i], line.error![i]];
        if (!isNumber(y) || !isNumber(error)) return;
        const at = chart.valToPos(x, "x", true);
        ctx.moveTo(at, chart.valToPos(y - error, "y", true));
        ctx.lineTo(at, chart.valToPos(y + error, "y", true));
      });
      ctx.stroke();
    }
  }

  private fillLegend(content: Content): void {
    this.legend.replaceChildren(
      ...content.lines
        .filter((line) => line.isSilent !== true)
        .map((line) => {
          const swatch = h("i", { class: line.isHollow ? "swatch points hollow" : line.isPoints ? "swatch points" : `swatch dash-${line.dash ?? 0}`, "aria-hidden": "true" });
          swatch.style.setProperty("--series", series(line.color));
          const button = h(
            "button",
            { type: "button", "aria-pressed": String(!this.hidden.has(line.key)), title: "show or hide", "data-key": line.key, click: () => this.toggle(line.key) },
            swatch,
            line.label,
            h("output", { class: "value" }),
          );
          return button;
        }),
    );
  }

  private toggle(key: string): void {
    if (!this.hidden.delete(key)) this.hidden.add(key);
    this.rebuild();
  }

  private readValues(chart: uPlot): void {
    const at = chart.cursor.idx;
    const x = at === null || at === undefined ? undefined : chart.data[0][at];
    this.root.classList.toggle("is-read", x !== undefined);
    setText(this.xLabel, x === undefined ? this.content!.xLabel : `${this.content!.xLabel}: ${number(x, 4)}`);
    for (const button of this.legend.querySelectorAll("button")) {
      const line = this.content!.lines.find((other) => other.key === button.dataset["key"]);
      setText(button.querySelector("output")!, x === undefined || line === undefined ? "" : number(valueNear(line, x), 3));
    }
  }

  // Arrows move the cursor along the curves, Home and End to their ends, Escape shows the whole range again.
  private key(event: KeyboardEvent): void {
    const chart = this.chart;
    if (chart === null) return;
    const last = chart.data[0].length - 1;
    const at = chart.cursor.idx ?? -1;
    const step = Math.max(1, Math.round(last / (event.shiftKey ? 10 : 60)));
    const next = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: last }[event.key];
    if (event.key === "Escape") this.setZoom(null);
    else if (next !== undefined) {
      const x = chart.data[0][Math.min(last, Math.max(0, next))]!;
      chart.setCursor({ left: chart.valToPos(x, "x"), top: 10 });
      const values = this.content!.lines.filter((line) => !line.isSilent && !this.hidden.has(line.key)).map((line) => `${line.label} ${number(valueNear(line, x))}`);
      setText(this.readout, `${this.content!.xLabel} ${number(x)}: ${values.join(", ")}`);
    } else return;
    event.preventDefault();
  }

  private describe(content: Content): string {
    const last = content.lines.filter((line) => !line.isSilent).map((line) => `${line.label} ends at ${number(line.y.findLast(isNumber) ?? null)}`);
    return `${this.setup.about} ${content.yLabel} against ${content.xLabel}. ${last.slice(0, 6).join("; ")}. Arrow keys read values.`;
  }

  private menu(): HTMLElement {
    const from = h("input", { type: "number", step: "any", "aria-label": "from" });
    const to = h("input", { type: "number", step: "any", "aria-label": "to" });
    const apply = () => {
      const [low, high] = [from.valueAsNumber, to.valueAsNumber];
      this.setZoom(isNumber(low) && isNumber(high) && low < high ? [low, high] : null);
    };
    const csv = h("a", { href: "#", download: "", role: "menuitem" }, "Data as CSV");
    csv.addEventListener("click", (event) => {
      const url = this.setup.csv();
      if (url === null) event.preventDefault();
      else csv.href = url;
    });
    const details = h(
      "details",
      { class: "menu" },
      h("summary", { "aria-label": `${this.setup.title}: range and downloads`, title: "range and downloads" }, "⋯"),
      h(
        "div",
        { class: "sheet" },
        h("form", { submit: (event) => (event.preventDefault(), apply()) }, h("label", {}, "from ", from), h("label", {}, "to ", to), h("button", { type: "submit" }, "Show range")),
        h("button", { type: "button", click: () => this.setZoom(null) }, "Whole range"),
        h("hr"),
        csv,
        h("button", { type: "button", click: () => this.exportSvg() }, "Figure as SVG"),
        h("button", { type: "button", click: () => void this.exportPng() }, "Figure as PNG"),
      ),
    );
    details.addEventListener("keydown", (event) => event.key === "Escape" && (details.open = false));
    document.addEventListener("click", (event) => details.contains(event.target as Node) || (details.open = false));
    return details;
  }

  private svg(): string | null {
    const chart = this.chart;
    if (chart === null || this.content === null) return null;
    const side = (name: "x" | "y", axis: number) => {
      const scale = chart.scales[name]!;
      const splits = (chart.axes[axis] as unknown as { _splits: (number | null)[] })._splits;
      const ticks = splits.filter((value): value is number => value !== null && (scale.distr !== 3 || isLabelled(value, splits)));
      return { min: scale.min!, max: scale.max!, ticks };
    };
    const shown = { ...this.content, lines: this.content.lines.filter((line) => !this.hidden.has(line.key)) };
    return figureSvg(shown, { title: this.setup.title, width: exportWidth, height: exportHeight, x: side("x", 0), y: side("y", 1) });
  }

  private exportSvg(): void {
    const svg = this.svg();
    if (svg !== null) save(`${this.setup.id}.svg`, new Blob([svg], { type: "image/svg+xml" }));
  }

  private async exportPng(): Promise<void> {
    const svg = this.svg();
    if (svg !== null) save(`${this.setup.id}.png`, await toPng(svg, exportWidth, exportHeight));
  }
}

/** On a logarithmic axis the decades have a label; where it spans fewer than two of them, twos and fives as well. */
function isLabelled(value: number, splits: readonly (number | null)[]): boolean {
  const isDecade = (at: number) => Math.abs(Math.log10(at) - Math.round(Math.log10(at))) < 1e-6;
  if (isDecade(value)) return true;
  if (splits.filter((split) => split !== null && isDecade(split)).length > 2) return false;
  const mantissa = value / 10 ** Math.floor(Math.log10(value) + 1e-9);
  return Math.abs(mantissa - 2) < 1e-6 || Math.abs(mantissa - 5) < 1e-6;
}

function translucent(hex: string): string {
  return `${hex}26`;
}

/** The line's value at its point nearest to x; null beyond its ends. */
function valueNear(line: Line, x: number): number | null {
  const { x: xs, y } = line;
  if (xs.length === 0 || x < xs[0]! || x > xs[xs.length - 1]!) return null;
  let [low, high] = [0, xs.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle]! <= x) low = middle;
    else high = middle;
  }
  return y[x - xs[low]! <= xs[high]! - x ? low : high] ?? null;
}
