// Which of the watched runs is shown, and which lie over it.

import { h, refill } from "../shared/dom";
import { look } from "../shared/verdict-words";
import type { Status } from "./picture";

const mostOverlays = 3;

export class RunPicker {
  private readonly select = h("select", { "aria-label": "run shown" });
  private readonly list = h("div", { class: "sheet" });
  private readonly compare = h("details", { class: "menu wide" }, h("summary", { class: "quiet" }, "Compare"), this.list);
  private readonly chosen = new Set<string>();
  readonly root = h("span", { class: "picker" }, this.select, this.compare);

  constructor(private readonly picked: (name: string) => void, private readonly compared: (names: readonly string[]) => void) {
    this.select.addEventListener("change", () => this.picked(this.select.value));
    document.addEventListener("click", (event) => this.compare.contains(event.target as Node) || (this.compare.open = false));
  }

  show(status: Status): void {
    const { runs, name } = status;
    refill(this.select, JSON.stringify(runs.map((run) => [run.name, run.verdict])), () => runs.map((run) => h("option", { value: run.name }, runs.length > 1 ? `${run.name} · ${look(run.verdict).word.toLowerCase()}` : run.name)));
    if (this.select.value !== name && document.activeElement !== this.select) this.select.value = name;
    this.select.disabled = runs.length < 2;
    this.compare.hidden = runs.length < 2;
    const others = runs.filter((run) => run.name !== name);
    refill(this.list, JSON.stringify(others.map((run) => run.name)), () =>
      others.map((run) => {
        const box = h("input", { type: "checkbox", checked: this.chosen.has(run.name) });
        box.addEventListener("change", () => this.choose(run.name, box));
        return h("label", {}, box, run.name);
      }),
    );
  }

  private choose(name: string, box: HTMLInputElement): void {
    if (!box.checked) this.chosen.delete(name);
    else if (this.chosen.size < mostOverlays) this.chosen.add(name);
    else box.checked = false;
    this.compared([...this.chosen]);
  }
}
