// What stands below the curves: descriptors, conductivity, warnings, events, and what was taken for granted.

import { h, refill } from "../shared/dom";
import { clock, isNumber, missing, number, simulated } from "../shared/format";
import type { Interval, Picture, Status } from "./picture";

const descriptorWords: Record<string, string> = {
  lindemann: "Lindemann ratio of the framework",
  D: "D, the paper's line",
  msd: "MSD of the framework",
  thetaD: "Debye temperature",
  omega: "mean energy ⟨ω⟩",
  omega30: "mean energy below the cut-off ⟨ω₃₀⟩",
  eVib: "vibrational energy",
  cV: "heat capacity",
  fVib: "free energy",
  sVib: "entropy",
};
const suffixes: readonly (readonly [string, string])[] = [["All", "all"], ["Nd", "framework"], ["D", "mobile"]];

export class Tables {
  private readonly descriptors = panel("descriptors", "Descriptors");
  private readonly transport = panel("transport", "Transport");
  private readonly temperatures = panel("temperatures", "Temperatures");
  private readonly inferred = panel("inferred", "Taken for granted, and from where");
  private readonly events = panel("events", "What happened");
  readonly warnings = h("section", { class: "warnings", "aria-label": "warnings", "aria-live": "polite" });
  readonly root = h(
    "section",
    { class: "tables", "aria-label": "tables" },
    this.descriptors.root,
    h("div", { class: "stack" }, this.transport.root, this.temperatures.root, this.inferred.root, this.events.root),
  );

  show(picture: Picture | null, status: Status | null, dataUrl: (table: string) => string): void {
    const warned = [...(picture?.facts.warnings ?? []), ...(status?.givenUp ?? [])];
    refill(this.warnings, JSON.stringify(warned), () => (warned.length === 0 ? [] : [h("ul", {}, ...warned.map((text) => h("li", {}, text)))]));
    const events = status?.events ?? [];
    refill(this.events.body, JSON.stringify(events), () => [
      events.length === 0
        ? h("p", { class: "none" }, "nothing out of the ordinary")
        : h("ol", { class: "events" }, ...[...events].reverse().map((e) => h("li", {}, h("time", { datetime: e.at }, clock(e.at)), h("span", {}, e.count > 1 ? `${e.text} (${e.count} times)` : e.text)))),
    ]);
    if (picture === null) return;
    refill(this.descriptors.body, JSON.stringify([picture.descriptors, picture.missing]), () => descriptorRows(picture, dataUrl));
    refill(this.transport.body, JSON.stringify(picture.verdict?.transport ?? picture.verdict?.state), () => transportRows(picture));
    refill(this.temperatures.body, JSON.stringify([picture.facts.kinetic, picture.facts.statedK]), () => temperatureRows(picture));
    refill(this.inferred.body, JSON.stringify([picture.facts.inferred, picture.facts.segments, picture.facts.msdLags, picture.drift]), () => inferredRows(picture, status));
  }
}

function panel(id: string, title: string): { root: HTMLElement; body: HTMLElement } {
  const body = h("div", { class: "body" });
  return { root: h("section", { class: "panel", "aria-labelledby": `${id}-title` }, h("h3", { id: `${id}-title` }, title), body), body };
}

function descriptorRows(picture: Picture, dataUrl: (table: string) => string): Node[] {
  const rows = picture.descriptors.map((d) =>
    h(
      "tr",
      { title: d.from },
      h("th", { scope: "row" }, h("code", {}, d.name)),
      h("td", { class: "words" }, words(d.name)),
      h("td", { class: "num" }, number(d.value, 4)),
      h("td", { class: "num" }, isNumber(d.error) ? `± ${number(d.error, 2)}` : ""),
      h("td", {}, d.unit === "1" ? "" : d.unit),
    ),
  );
  const gone = picture.missing.map((m) => h("tr", { class: "missing" }, h("th", { scope: "row" }, h("code", {}, m.name)), h("td", { colspan: 4 }, m.reason)));
  return [
    h("table", {}, h("thead", {}, h("tr", {}, ...["name", "", "value", "error", "unit"].map((text) => h("th", { scope: "col" }, text)))), h("tbody", {}, ...rows, ...gone)),
    h("p", { class: "links" }, h("a", { href: dataUrl("descriptors.csv"), download: "" }, "descriptors.csv"), h("a", { href: dataUrl("summary.json"), download: "" }, "summary.json")),
  ];
}

function words(name: string): string {
  const known = descriptorWords[name];
  if (known !== undefined) return known;
  const [suffix, group] = suffixes.find(([end]) => name.endsWith(end)) ?? ["", ""];
  const stem = descriptorWords[name.slice(0, name.length - suffix.length)];
  return stem === undefined ? "" : `${stem}, ${group}`;
}

function transportRows(picture: Picture): Node[] {
  const transport = picture.verdict?.transport;
  if (!transport) return [h("p", { class: "none" }, "quoted once D may be quoted")];
  const row = (name: string, interval: Interval, unit: string) =>
    h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "num" }, number(interval.value)), h("td", { class: "num range" }, isNumber(interval.low) ? `${number(interval.low)} … ${number(interval.high)}` : ""), h("td", {}, unit));
  const found = picture.verdict!.found!;
  return [
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...["", "value", "95 %", "unit"].map((text) => h("th", { scope: "col" }, text)))),
      h(
        "tbody",
        {},
        row("σ, Nernst–Einstein", transport.sigmaNernstEinstein, "S/cm"),
        row("σ, collective", transport.sigmaCollective, "S/cm"),
        row("Haven ratio", transport.haven, ""),
        row("D along x", transport.dX, "Å²/ps"),
        row("D along y", transport.dY, "Å²/ps"),
        row("D along z", transport.dZ, "Å²/ps"),
      ),
    ),
    h("p", { class: "note" }, `${number(found.hops, 3)} net hops; ${simulated(found.residencePs)} between an ion's hops${isNumber(found.collectivity) && found.collectivity >= 2 ? `; ions move in groups of about ${Math.round(found.collectivity)}` : ""}`),
  ];
}

function temperatureRows(picture: Picture): Node[] {
  const stated = picture.facts.statedK;
  return [
    h(
      "table",
      {},
      h("tbody", {}, ...picture.facts.kinetic.map((k) => h("tr", {}, h("th", { scope: "row" }, k.specie), h("td", { class: "num" }, number(k.kineticK, 4)), h("td", {}, "K"), h("td", { class: "words" }, `${k.atomCount} atoms`)))),
    ),
    h("p", { class: "note" }, `kinetic, velocities from: ${picture.facts.velocitiesFrom || missing}${isNumber(stated) ? `; thermostat at ${number(stated, 4)} K` : ""}`),
  ];
}

function inferredRows(picture: Picture, status: Status | null): Node[] {
  const { facts } = picture;
  const row = (what: string, value: string, from: string) => h("tr", {}, h("th", { scope: "row" }, what), h("td", {}, value), h("td", { class: "words" }, from));
  return [
    h(
      "table",
      { class: "wrapping" },
      h(
        "tbody",
        {},
        ...facts.inferred.map((fact) => row(fact.what, fact.value, fact.from)),
        row("drift removed", picture.drift ?? missing, ""),
        row("lags of the MSD", facts.msdLags, ""),
        row("files", facts.segments.length === 1 ? facts.segments[0]! : `${facts.segments.length} segments`, facts.segments.length === 1 ? "" : `${facts.segments[0]} … ${facts.segments.at(-1)}`),
        row("results", status?.resultsFolder ?? missing, ""),
      ),
    ),
  ];
}
