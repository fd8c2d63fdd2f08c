// Principal components, clusters and models of one training.

import { choice } from "../shared/choice";
import { h, refill, s, setText } from "../shared/dom";
import { Figure } from "../shared/figure";
import type { Content, Line } from "../shared/figure-content";
import { clock, isNumber, number, percent } from "../shared/format";
import { onThemeChange } from "../shared/theme";
import { heat } from "./heat-color";
import { nameOf, predictionsOf, trainingsOf } from "./models-words";
import type { Fleet, Models } from "./state";

const shownLoadings = 18;

export class ModelsPanel {
  private readonly trained = h("p", { class: "read" });
  private readonly colored = choice("pc-color", "colour of the points", [["cluster", "cluster"], ["specie", "ion"]], () => this.draw());
  private readonly plane = choice("pc-plane", "components", [["1", "PC1–PC2"], ["2", "PC1–PC3"]], () => this.draw());
  private readonly pick = h("select", { "aria-label": "model" });
  private readonly scores = new Figure({ id: "scores", title: "Components", about: "Runs in the plane of two principal components.", csv: () => "/fleet/scores.csv", choices: [this.colored.root, this.plane.root], height: 300 });
  private readonly eigen = new Figure({ id: "eigenvalues", title: "Eigenvalues", about: "How much of the table's variance each component holds.", csv: () => null, height: 200 });
  private readonly elbow = new Figure({ id: "elbow", title: "Number of clusters", about: "Silhouette of each number of clusters: higher is more distinct.", csv: () => null, height: 200 });
  private readonly parity = new Figure({ id: "parity", title: "Models", about: "What each model said of materials it had not seen, against what was found.", csv: () => "/fleet/parity.csv", choices: [this.pick], height: 300 });
  private readonly loadings = h("div", { class: "loadings" });
  private readonly history = h("div", { class: "body" });
  readonly root = h(
    "section",
    { class: "models", "aria-label": "components, clusters and models" },
    h("header", {}, h("h2", {}, "Components, clusters, models"), this.trained),
    h("div", { class: "split three" }, this.scores.root, h("div", { class: "stack" }, this.eigen.root, this.elbow.root), h("figure", { class: "figure" }, h("header", {}, h("h3", {}, "Loadings")), this.loadings)),
    h("div", { class: "split" }, this.parity.root, this.history),
  );
  private models: Models = {};
  private fleet: Fleet | null = null;

  constructor() {
    this.pick.addEventListener("change", () => this.draw());
    onThemeChange(() => this.draw());
  }

  showFleet(fleet: Fleet): void {
    this.fleet = fleet;
    const { version, trainedAt, why, view } = this.models;
    setText(this.trained, fleet.isTraining ? "training …" : version === undefined ? "not trained yet" : `training ${version}, ${clock(trainedAt ?? "")}: ${why}; view ${view}, ${this.models.runs?.length ?? 0} runs`);
  }

  show(models: Models): void {
    this.models = models;
    if (this.fleet !== null) this.showFleet(this.fleet);
    const names = (models.models ?? []).map(nameOf);
    refill(this.pick, names.join(), () => names.map((name, i) => h("option", { value: i }, name)));
    this.draw();
  }

  private draw(): void {
    const { components, clusters } = this.models;
    this.scores.show(this.scoresContent(), this.why("components"));
    this.eigen.show({ lines: components ? [bars("share of the variance", components.shares.slice(0, 12))] : [], bands: [], marks: [], xLabel: "component", yLabel: "share" }, this.why("components"));
    const curve = clusters?.[0]?.curve ?? [];
    const chosen = clusters?.[0]?.k;
    this.elbow.show(
      { lines: [{ key: "silhouette", label: "silhouette", color: 0, x: curve.map((c) => c.k), y: curve.map((c) => c.silhouette) }, { key: "inertia", label: "inertia, part of k = 2", color: 1, dash: 1, x: curve.map((c) => c.k), y: curve.map((c) => (isNumber(c.inertia) && curve[0]?.inertia ? c.inertia / curve[0].inertia : null)) }], bands: [], marks: chosen === undefined ? [] : [{ axis: "x", at: chosen, label: `k = ${chosen}` }], xLabel: "number of clusters", yLabel: "silhouette" },
      this.why("clusters"),
    );
    this.drawLoadings();
    this.parity.show(this.parityContent(), this.why("models"));
    refill(this.history, JSON.stringify((this.models.models ?? []).map(nameOf)) + this.models.version, () => [this.table(), ...predictionsOf(this.models, this.fleet), ...trainingsOf(this.models)]);
  }

  private why(part: string): string {
    return this.models.missing?.find((m) => m.name.includes(part))?.reason ?? "not trained yet";
  }

  private scoresContent(): Content {
    const { components, clusters, runs } = this.models;
    const other = Number(this.plane.value());
    const lines: Line[] = [];
    if (components && runs && components.scores[other]) {
      const study = clusters?.find((c) => c.y === other) ?? clusters?.[0];
      const species = new Map(this.fleet?.rows.map((row) => [row.run, row.specie]) ?? []);
      const groups = new Map<string, [number, number][]>();
      runs.forEach((run, i) => {
        const key = this.colored.value() === "cluster" ? `cluster ${(study?.labels[i] ?? 0) + 1}` : species.get(run) || "runs";
        groups.set(key, [...(groups.get(key) ?? []), [components.scores[0]![i]!, components.scores[other]![i]!]]);
      });
      [...groups].sort().forEach(([key, points], i) => {
        points.sort((a, b) => a[0] - b[0]);
        lines.push({ key, label: key, color: i, isPoints: true, x: points.map((p) => p[0]), y: points.map((p) => p[1]) });
      });
    }
    return { lines, bands: [], marks: [], xLabel: `PC1 (${percent(components?.shares[0] ?? NaN)})`, yLabel: `PC${other + 1} (${percent(components?.shares[other] ?? NaN)})` };
  }

  private drawLoadings(): void {
    const components = this.models.components;
    if (!components) {
      this.loadings.replaceChildren();
      return;
    }
    const strongest = components.columns
      .map((name, j) => ({ name, values: components.loadings.map((loading) => loading[j]!) }))
      .sort((a, b) => Math.max(...b.values.slice(0, 2).map(Math.abs)) - Math.max(...a.values.slice(0, 2).map(Math.abs)))
      .slice(0, shownLoadings);
    const [label, cell, row] = [96, 58, 18];
    const largest = Math.max(...strongest.flatMap((one) => one.values.map(Math.abs)), 1e-9);
    const root = s("svg", { viewBox: `0 0 ${label + cell * components.loadings.length} ${row * (strongest.length + 1)}`, width: label + cell * components.loadings.length, height: row * (strongest.length + 1), role: "img", "aria-label": "loadings of the descriptors on the components" });
    components.loadings.forEach((_, c) => root.append(s("text", { x: label + cell * c + cell / 2, y: 12, "text-anchor": "middle" }, `PC${c + 1}`)));
    strongest.forEach(({ name, values }, i) => {
      const y = row * (i + 1);
      root.append(s("text", { x: label - 8, y: y + 12, "text-anchor": "end" }, name));
      values.forEach((value, c) => root.append(s("rect", { x: label + cell * c, y, width: cell - 2, height: row - 2, fill: heat(value / largest) }), s("text", { x: label + cell * c + cell / 2, y: y + 12, "text-anchor": "middle", class: Math.abs(value) / largest > 0.6 ? "on" : "" }, number(value, 2))));
    });
    this.loadings.replaceChildren(root);
  }

  private parityContent(): Content {
    const model = this.models.models?.[Number(this.pick.value || 0)];
    if (model === undefined) return { lines: [], bands: [], marks: [], xLabel: "found", yLabel: "predicted" };
    const points = model.actual.map((a, i) => [a, model.predicted[i]!] as const).sort((a, b) => a[0] - b[0]);
    const all = points.flat();
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return {
      lines: [{ key: "points", label: `${model.rowCount} rows, MAPE ${percent(model.mape ?? NaN, 1)}, R² ${number(model.r2, 2)}`, color: 0, isPoints: true, x: points.map((p) => p[0]), y: points.map((p) => p[1]) }, { key: "equal", label: "equal", color: 7, dash: 1, width: 1, x: [low, high], y: [low, high] }],
      bands: [],
      marks: [],
      xLabel: `${model.target}, found`,
      yLabel: `${model.target}, predicted`,
    };
  }

  private table(): HTMLElement {
    const rows = (this.models.models ?? []).map((model) => h("tr", {}, h("th", { scope: "row" }, nameOf(model)), h("td", { class: "num" }, String(model.rowCount)), h("td", { class: "num" }, percent(model.mape ?? NaN, 1)), h("td", { class: "num" }, percent(model.trainMape ?? NaN, 1)), h("td", { class: "num" }, number(model.r2, 2))));
    return h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "model"), ...["rows", "MAPE, left out", "trained", "R²"].map((text) => h("th", { scope: "col", class: "num" }, text)))), h("tbody", {}, ...rows));
  }
}

function bars(label: string, values: readonly number[]): Line {
  return { key: label, label, color: 0, x: values.map((_, i) => i + 1), y: values };
}
