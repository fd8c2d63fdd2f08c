// What models say of runs, and how well the last ones did: the tables below their figure.

import { h } from "../shared/dom";
import { clock, number, percent } from "../shared/format";
import type { Fleet, Models, Training } from "./state";

const mostPredictions = 20;

type Named = { target: string; kind: string; scheme: string };

export function nameOf(model: Named): string {
  return `${model.target}: ${model.kind}, ${model.scheme}`;
}

/** Predictions, and below them the runs that are unlike what a model was trained on: it says nothing of these. */
export function predictionsOf(models: Models, fleet: Fleet | null): Node[] {
  const names = new Map(fleet?.rows.map((row) => [row.run, row.name]) ?? []);
  const all = models.predictions ?? [];
  const said = all.filter((p) => p.outside === null);
  const unlike = new Map(all.filter((p) => p.outside !== null).map((p) => [p.run, p.outside!]));
  const rows = said.slice(0, mostPredictions).map((p) =>
    h("tr", {}, h("th", { scope: "row" }, names.get(p.run) ?? p.run), h("td", {}, p.target), h("td", { class: "num" }, number(p.value)), h("td", { class: "num range" }, `${number(p.low90)} … ${number(p.high90)}`), h("td", { class: "words" }, `${p.kind}, ${p.scheme}`)),
  );
  const nodes: Node[] = [];
  if (rows.length > 0) nodes.push(h("h3", {}, "Said of runs whose target is not known yet"), h("table", {}, h("tbody", {}, ...rows)));
  if (unlike.size > 0) nodes.push(h("h3", {}, "Unlike what a model was trained on"), h("p", { class: "unlike" }, [...unlike].map(([run, input]) => `${names.get(run) ?? run} (${input})`).join(", ")));
  return nodes;
}

/** The last trainings, newest first, a column for each model's error. */
export function trainingsOf(models: Models): Node[] {
  const all = models.trainings ?? [];
  if (all.length < 2) return [];
  const names = [...new Set(all.flatMap((training) => training.models.map(nameOf)))];
  const head = h("tr", {}, h("th", { scope: "col" }, "training"), h("th", { scope: "col" }, "why"), ...["runs", "silhouette", ...names].map((text) => h("th", { scope: "col", class: "num" }, text)));
  return [h("h3", {}, "Trainings so far, errors left out"), h("table", { class: "trainings" }, h("thead", {}, head), h("tbody", {}, ...all.map((training) => rowOf(training, names))))];
}

function rowOf(training: Training, names: readonly string[]): HTMLElement {
  const errors = new Map(training.models.map((model) => [nameOf(model), model.mape]));
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, `${training.version}, ${clock(training.trainedAt)}`),
    h("td", { class: "words" }, training.why),
    h("td", { class: "num" }, String(training.runCount)),
    h("td", { class: "num" }, number(training.silhouette, 2)),
    ...names.map((name) => h("td", { class: "num" }, percent(errors.get(name) ?? NaN, 1))),
  );
}
