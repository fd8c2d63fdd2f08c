// The six figures of a run: which curves of a picture each one shows.

import { choice } from "../shared/choice";
import { h } from "../shared/dom";
import { Figure } from "../shared/figure";
import type { Band, Content, Line, Mark } from "../shared/figure-content";
import { isNumber, number, simulated } from "../shared/format";
import type { Picture, SpecieCurves, Spectrum } from "./picture";

const mevPerThz = 4.135667696;
const settlingShare = 0.1;
/** Part of its start below which a VACF is taken for noise when its range is chosen. */
const forgotten = 0.04;
const groupWords: Record<string, string> = { all: "all", d: "mobile", nd: "framework" };

/** Another run whose curves lie over this one's. */
export interface Overlay {
  name: string;
  picture: Picture;
}

export class Figures {
  readonly root: HTMLElement;
  private picture: Picture | null = null;
  private overlays: readonly Overlay[] = [];
  private readonly msdScale;
  private readonly msdWhat;
  private readonly vdosUnit;
  private readonly spectraOf;
  private readonly figures: Record<"msd" | "history" | "plateau" | "vacf" | "vdos" | "windows", Figure>;

  constructor(dataUrl: (table: string, more?: string) => string) {
    const again = () => this.draw();
    this.msdScale = choice("msd-scale", "axes of the MSD", [["linear", "linear"], ["log", "log–log"]], again);
    this.msdWhat = choice("msd-what", "curves of the MSD", [["species", "species"], ["axes", "x y z"], ["collective", "collective"]], again);
    this.vdosUnit = choice("vdos-unit", "unit of the VDOS", [["mev", "meV"], ["thz", "THz"]], again);
    this.spectraOf = choice("spectra-of", "spectra", [["groups", "groups"], ["species", "species"]], again);
    const specie = () => this.picture?.mobile?.split(" + ")[0] ?? this.picture?.species[0]?.name;
    this.figures = {
      msd: new Figure({
        id: "msd",
        title: "MSD",
        about: "Mean squared displacement: how far ions have moved after a lag τ, averaged over ions and time origins.",
        csv: () => (specie() === undefined ? null : dataUrl("msd.csv", `&specie=${encodeURIComponent(specie()!)}`)),
        choices: [this.msdWhat.root, this.msdScale.root],
        height: 300,
      }),
      history: new Figure({
        id: "history",
        title: "D along the run",
        about: "The diffusion coefficient as it stood at each simulated time, with its 95 % interval.",
        csv: () => dataUrl("d_vs_time.csv"),
        height: 300,
      }),
      plateau: new Figure({
        id: "plateau",
        title: "D by lag",
        about: "The diffusion coefficient at each lag Δ: flat where motion is diffusive. The tested lag is the longest that the run can tell.",
        csv: () => dataUrl("plateau.csv"),
        height: 300,
      }),
      vdos: new Figure({
        id: "vdos",
        title: "VDOS",
        about: "Vibrational density of states: the spectrum of the velocity autocorrelation.",
        csv: () => dataUrl("vdos.csv"),
        choices: [this.spectraOf.root, this.vdosUnit.root],
      }),
      vacf: new Figure({ id: "vacf", title: "VACF", about: "Velocity autocorrelation: how long an atom remembers its velocity, as a part of its start.", csv: () => dataUrl("vacf.csv") }),
      windows: new Figure({ id: "windows", title: "D in windows", about: "The slope of the mobile ions' MSD within consecutive stretches of the run, as D.", csv: () => dataUrl("windows.csv") }),
    };
    this.root = h("section", { class: "figures", "aria-label": "curves" }, ...Object.values(this.figures).map((figure) => figure.root));
  }

  show(picture: Picture, overlays: readonly Overlay[]): void {
    this.picture = picture;
    this.overlays = overlays;
    this.draw();
  }

  private draw(): void {
    const picture = this.picture;
    if (picture === null) return;
    this.figures.msd.show(this.msd(picture), "needs a few more frames");
    this.figures.history.show(this.history(picture), "D is not defined yet");
    this.figures.plateau.show(this.plateau(picture), "the first word is said after 20 ps");
    this.figures.vacf.show(this.vacf(picture), "needs velocities, or more frames");
    this.figures.vdos.show(this.vdos(picture), "needs velocities, or more frames");
    this.figures.windows.show(this.windows(picture), "needs a longer run");
  }

  private msd(picture: Picture): Content {
    const isLog = this.msdScale.value() === "log";
    const mobile = picture.mobile?.split(" + ") ?? [];
    const what = this.msdWhat.value();
    const chosen = picture.species.find((curves) => mobile.includes(curves.name)) ?? picture.species[0];
    const of = (curves: SpecieCurves, key: "total" | "x" | "y" | "z" | "collective", label: string, color: number, dash = 0): Line => ({ key: `${curves.name} ${key}`, label, color, dash, x: curves.lagPs, y: curves[key] });
    const lines =
      what === "species" || chosen === undefined
        ? [...picture.species].sort((a, b) => Number(mobile.includes(b.name)) - Number(mobile.includes(a.name))).map((curves, i) => ({ ...of(curves, "total", curves.name, i, i % 6), width: mobile.includes(curves.name) ? 2.2 : 1.4 }))
        : what === "axes"
          ? [of(chosen, "total", `${chosen.name} total`, 0), of(chosen, "x", "x", 1, 1), of(chosen, "y", "y", 2, 2), of(chosen, "z", "z", 3, 3)]
          : [of(chosen, "total", `${chosen.name} per ion`, 0), of(chosen, "collective", "collective, per ion", 1, 1)];
    const others = this.overlays.flatMap(({ name, picture: other }, i) => {
      const curves = other.species.find((c) => other.mobile?.split(" + ").includes(c.name)) ?? other.species[0];
      return curves === undefined ? [] : [{ ...of(curves, "total", `${curves.name} in ${name}`, 4 + i, 1 + i), key: `over ${name}` }];
    });
    return { lines: [...lines, ...others], bands: [], marks: [], isXLog: isLog, isYLog: isLog, xLabel: "lag τ (ps)", yLabel: "MSD (Å²)" };
  }

  private history(picture: Picture): Content {
    const { timePs, d, low, high, paper, fit } = picture.history;
    const lines: Line[] = [{ key: "d", label: "D, with 95 % interval", color: 0, width: 2, x: timePs, y: d }];
    lines.push({ key: "paper", label: "line through the MSD", color: 7, dash: 2, width: 1.2, x: timePs, y: paper });
    if (fit.some(isNumber)) lines.push({ key: "fit", label: "line over --fit-ps", color: 2, dash: 1, x: timePs, y: fit });
    this.overlays.forEach(({ name, picture: other }, i) => lines.push({ key: `over ${name}`, label: name, color: 4 + i, dash: 1 + i, x: other.history.timePs, y: other.history.d }));
    const bands: Band[] = [{ key: "interval", label: "95 %", color: 0, x: timePs, low, high }];
    return { lines, bands, marks: targetMarks(picture), ...settledRange(timePs, [d, high, paper]), xLabel: "simulated time (ps)", yLabel: "D (Å²/ps)" };
  }

  private plateau(picture: Picture): Content {
    const found = picture.verdict?.found;
    const lines: Line[] = [];
    const marks: Mark[] = [];
    if (found) {
      const { lagPs, d, error, fitted } = found.plateau;
      lines.push({ key: "d", label: "D(Δ) ± one error", color: 0, isPoints: true, x: lagPs, y: d, error });
      lines.push({ key: "fitted", label: "curve with memory", color: 1, x: lagPs, y: fitted });
      if (isNumber(found.d.value)) lines.push({ key: "limit", label: `D = ${number(found.d.value)}`, color: 2, dash: 1, x: [lagPs[0]!, lagPs.at(-1)!], y: [found.d.value, found.d.value] });
      if (isNumber(found.testedLagPs)) marks.push({ axis: "x", at: found.testedLagPs, label: `tested: ${simulated(found.testedLagPs)}` });
    }
    this.overlays.forEach(({ name, picture: other }, i) => {
      const plateau = other.verdict?.found?.plateau;
      if (plateau) lines.push({ key: `over ${name}`, label: name, color: 4 + i, dash: 1 + i, x: plateau.lagPs, y: plateau.d });
    });
    return { lines, bands: [], marks, ...plateauRange(picture), isXLog: true, xLabel: "lag Δ (ps)", yLabel: "D(Δ) (Å²/ps)" };
  }

  private spectra(picture: Picture): readonly Spectrum[] {
    return picture.spectra.filter((spectrum) => spectrum.isGroup === (this.spectraOf.value() === "groups"));
  }

  private vacf(picture: Picture): Content {
    const lines = this.spectra(picture).map((spectrum, i): Line => {
      const start = spectrum.vacf[0];
      return { key: spectrum.name, label: label(spectrum, picture), color: i, dash: i % 6, x: spectrum.lagPs, y: isNumber(start) && start > 0 ? spectrum.vacf.map((v) => (v === null ? null : v / start)) : [] };
    });
    const end = 2 * Math.max(0.25, ...lines.map((line) => line.x[line.y.findLastIndex((c) => isNumber(c) && Math.abs(c) > forgotten)] ?? 0));
    return { lines, bands: [], marks: [{ axis: "y", at: 0, label: "" }], xRange: [0, Math.min(end, lines[0]?.x.at(-1) ?? end)], xLabel: "lag (ps)", yLabel: "⟨v(0)·v(t)⟩ / ⟨v²⟩" };
  }

  private vdos(picture: Picture): Content {
    const isMev = this.vdosUnit.value() === "mev";
    const lines = this.spectra(picture).map((spectrum, i): Line => ({
      key: spectrum.name,
      label: label(spectrum, picture),
      color: i,
      dash: i % 6,
      width: 1.3,
      x: isMev ? spectrum.thz.map((thz) => thz * mevPerThz) : spectrum.thz,
      y: isMev ? spectrum.g.map((g) => (g === null ? null : g / mevPerThz)) : spectrum.g,
    }));
    return { lines, bands: [], marks: [], xLabel: isMev ? "energy (meV)" : "frequency (THz)", yLabel: isMev ? "g (1/meV)" : "g (1/THz)" };
  }

  private windows(picture: Picture): Content {
    const x = picture.windows.flatMap((window) => [window.fromPs, window.toPs]);
    const y = picture.windows.flatMap((window) => [window.slope, window.slope].map((slope) => (isNumber(slope) ? slope / 6 : null)));
    const marks: Mark[] = isNumber(picture.verdict?.found?.d.value) ? [{ axis: "y", at: picture.verdict.found.d.value, label: "D of the run" }] : [];
    return { lines: [{ key: "slope", label: "slope / 6 of each window", color: 0, width: 2, x: strictly(x), y }], bands: [], marks, xLabel: "simulated time (ps)", yLabel: "D (Å²/ps)" };
  }
}

/** The interval asked for, around the D of now: two lines to be reached by the band. */
function targetMarks(picture: Picture): Mark[] {
  const verdict = picture.verdict;
  const d = verdict?.found?.d.value;
  if (!verdict || !isNumber(d) || d <= 0) return [];
  const percent = Math.round(100 * verdict.target);
  return [
    { axis: "y", at: d * (1 + verdict.target), label: `+${percent} % wanted` },
    { axis: "y", at: d * (1 - verdict.target), label: `−${percent} %` },
  ];
}

/** The start of a run is ballistic and caged motion: it may leave the figure so that the rest can be read. */
function settledRange(timePs: readonly number[], curves: readonly (readonly (number | null)[])[]): { yRange?: [number, number] } {
  const from = settlingShare * (timePs.at(-1) ?? 0);
  const settled = curves.flatMap((curve) => curve.filter((value, i): value is number => isNumber(value) && timePs[i]! >= from)).sort((a, b) => a - b);
  const [middle, top] = [settled[settled.length >> 1], settled.at(-1)];
  return top !== undefined && middle !== undefined && top > 0 ? { yRange: [0, Math.min(1.08 * top, 4 * Math.max(middle, 0) || top)] } : {};
}

/** From zero, so that a plateau looks as flat as it is; the shortest lags, which hold the rattle, may leave the figure. */
function plateauRange(picture: Picture): { yRange?: [number, number] } {
  const plateau = picture.verdict?.found?.plateau;
  if (!plateau) return {};
  const tops = plateau.d.flatMap((d, i) => (isNumber(d) && isNumber(plateau.fitted[i]) ? [d + (plateau.error[i] ?? 0)] : []));
  const top = Math.max(...tops);
  return top > 0 ? { yRange: [0, 1.2 * top] } : {};
}

// Steps: the end of one window is the start of the next, and a line needs each x once.
function strictly(x: readonly number[]): number[] {
  return x.map((value, i) => (i > 0 && value <= x[i - 1]! ? x[i - 1]! + 1e-6 * Math.max(1, Math.abs(value)) : value));
}

function label(spectrum: Spectrum, picture: Picture): string {
  if (!spectrum.isGroup) return spectrum.name;
  const word = groupWords[spectrum.name] ?? spectrum.name;
  return spectrum.name === "d" && picture.mobile !== null ? `${word} (${picture.mobile})` : word;
}
