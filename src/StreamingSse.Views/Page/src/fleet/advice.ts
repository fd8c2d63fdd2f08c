import { h, refill } from "../shared/dom";
import { isNumber, number, simulated } from "../shared/format";
import type { Advice, Fleet } from "./state";

const signs: Record<string, string> = { stop: "■", extend: "→", start: "+" };

/** What to stop, extend or start next, the most useful first. */
export class AdvicePanel {
  private readonly list = h("ol", { class: "advice" });
  private readonly notes = h("ul", { class: "notes" });
  readonly root = h("section", { class: "panel", "aria-labelledby": "advice-title" }, h("h2", { id: "advice-title" }, "What next"), this.list, this.notes);

  show(fleet: Fleet): void {
    refill(this.list, JSON.stringify(fleet.advice), () => (fleet.advice.length === 0 ? [h("li", { class: "none" }, "nothing to stop, extend or start yet")] : fleet.advice.slice(0, 12).map(item)));
    refill(this.notes, JSON.stringify(fleet.notes), () => fleet.notes.slice(-8).map((note) => h("li", {}, note)));
  }
}

function item(advice: Advice): HTMLElement {
  const of = advice.run !== "" ? advice.run.split("/").slice(-2).join("/") : "a new run";
  const at = isNumber(advice.temperatureK) ? ` at ${number(advice.temperatureK, 4)} K` : "";
  const cost = [isNumber(advice.addPs) && advice.addPs > 0 ? `${simulated(advice.addPs)} more` : "", isNumber(advice.coreHours) ? `${number(advice.coreHours, 2)} core hours` : ""].filter((text) => text !== "").join(", ");
  return h("li", {}, h("span", { class: "act", "aria-hidden": "true" }, signs[advice.action] ?? "·"), h("p", {}, h("strong", {}, `${advice.action} ${of}`), ` ${advice.material}${at}`, cost === "" ? null : h("span", { class: "words" }, ` · ${cost}`), h("br"), h("span", { class: "words" }, advice.reason)));
}
