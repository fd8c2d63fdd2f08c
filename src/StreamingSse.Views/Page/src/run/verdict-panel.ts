// The first thing seen: where the run stands, in words, with D, its interval, and how much longer it needs.

import { h, refill, s, setText } from "../shared/dom";
import { duration, isNumber, missing, number, percent, simulated } from "../shared/format";
import { sign } from "../shared/sign";
import { look } from "../shared/verdict-words";
import type { Picture, Status, Verdict } from "./picture";

const cm2PerSPerA2PerPs = 1e-4;

export class VerdictPanel {
  private readonly state = h("p", { class: "state" });
  private readonly value = h("p", { class: "value" });
  private readonly interval = h("p", { class: "interval" });
  private readonly reason = h("p", { class: "reason" });
  private readonly gauge = h("div", { class: "gauge" });
  private readonly remaining = h("p", { class: "remaining" });
  readonly root = h(
    "section",
    { class: "verdict", "aria-label": "verdict", "aria-live": "polite" },
    h("div", { class: "stand" }, this.state, this.reason),
    h("div", { class: "estimate" }, this.value, this.interval),
    h("div", { class: "forecast" }, this.gauge, this.remaining),
  );

  show(picture: Picture | null, status: Status | null): void {
    const verdict = picture?.verdict ?? null;
    const name = status?.state === "failed" ? "failed" : verdict?.state;
    const seen = look(name);
    refill(this.state, seen.word, () => [sign(seen, 22), h("strong", {}, seen.word)]);
    setText(this.reason, sentence(picture, verdict, status));
    this.showEstimate(verdict, picture?.mobile ?? null);
    this.showForecast(verdict, status);
  }

  private showEstimate(verdict: Verdict | null, mobile: string | null): void {
    const found = verdict?.found ?? null;
    const isQuotable = verdict?.state === "diffusing" || verdict?.state === "converged";
    if (found === null || !isNumber(found.d.value)) {
      setText(this.value, "");
      setText(this.interval, "");
      return;
    }
    const shown = isQuotable ? found.d.value : found.upperBound;
    const symbol = mobile === null ? "D" : `D(${mobile})`;
    refill(this.value, `${symbol} ${isQuotable} ${number(shown)}`, () => [
      h("span", { class: "symbol" }, `${symbol} ${isQuotable ? "=" : "<"} `),
      h("strong", {}, number(shown)),
      h("span", { class: "unit" }, " Å²/ps"),
    ]);
    const inCm = number(isNumber(shown) ? shown * cm2PerSPerA2PerPs : null);
    setText(this.interval, isQuotable ? `95 % between ${number(found.d.low)} and ${number(found.d.high)} · ${inCm} cm²/s` : `upper bound, 95 % · ${inCm} cm²/s`);
  }

  private showForecast(verdict: Verdict | null, status: Status | null): void {
    const d = verdict?.found?.d;
    const relative = d && isNumber(d.value) && isNumber(d.low) && isNumber(d.high) && d.value > 0 ? (d.high - d.low) / 2 / d.value : null;
    refill(this.gauge, `${relative?.toFixed(3)} ${verdict?.target}`, () => (relative === null || verdict === null ? [] : [precision(relative, verdict.target)]));
    setText(this.remaining, remaining(verdict, status));
  }
}

function sentence(picture: Picture | null, verdict: Verdict | null, status: Status | null): string {
  if (status?.state === "failed") return status.events.at(-1)?.text ?? "the run cannot be read on";
  if (verdict !== null) return verdict.reason;
  if (picture === null) return "no frame has been read yet";
  return picture.mobile === null ? "no mobile specie is known: nothing is said about diffusion" : "too short to tell";
}

function remaining(verdict: Verdict | null, status: Status | null): string {
  if (verdict === null) return "";
  const { value, low, high } = verdict.remainingPs;
  if (verdict.state === "converged") return isNumber(verdict.stopAtPs) ? `could have stopped at ${simulated(verdict.stopAtPs)}` : "as precise as asked for";
  if (!isNumber(value)) return "";
  const perHour = status?.psPerHour;
  const wall = isNumber(perHour) && perHour > 0 ? `, ${duration((value / perHour) * 3600)} at ${number(perHour)} ps/h` : "";
  return `about ${simulated(value)} more (${simulated(low)} to ${simulated(high)})${wall}`;
}

/** Half-width of the interval now against the one asked for, on a logarithmic scale from ±200 % to ±2 %. */
function precision(relative: number, target: number): HTMLElement {
  const [width, widest, narrowest] = [240, 2, 0.02];
  const place = (share: number) => 4 + (width - 8) * Math.min(1, Math.max(0, Math.log(widest / share) / Math.log(widest / narrowest)));
  const [now, wanted] = [place(relative), place(target)];
  const text = `±${percent(relative)} now, ±${percent(target)} wanted`;
  return h(
    "div",
    { class: relative <= target ? "precision reached" : "precision" },
    s(
      "svg",
      { viewBox: `0 0 ${width} 18`, role: "img", "aria-label": text },
      s("line", { class: "track", x1: 4, x2: width - 4, y1: 9, y2: 9 }),
      s("line", { class: "done", x1: 4, x2: now, y1: 9, y2: 9 }),
      s("line", { class: "wanted", x1: wanted, x2: wanted, y1: 1, y2: 17 }),
      s("circle", { class: "now", cx: now, cy: 9, r: 5 }),
    ),
    h("p", {}, relative === null ? missing : text),
  );
}
