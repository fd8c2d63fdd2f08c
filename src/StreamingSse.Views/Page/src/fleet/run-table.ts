// The table of runs. Only the rows in sight exist as elements, and they are used again as the table scrolls: a thousand runs cost as much as forty.

import { h, setText } from "../shared/dom";
import { count } from "../shared/format";
import { look, order } from "../shared/verdict-words";
import { columns, type Column } from "./columns";
import type { Row } from "./state";

const rowHeight = 28;
const spare = 6;
const resortMs = 5000;

interface Slot {
  root: HTMLElement;
  cells: HTMLElement[];
  texts: string[];
  run: string;
}

export class RunTable {
  private readonly body = h("div", { class: "rows", role: "rowgroup" });
  private readonly heads = new Map<string, HTMLElement>();
  private readonly head = h("div", { class: "head", role: "row" }, ...columns.map((column) => this.headOf(column)));
  private readonly viewport = h("div", { class: "viewport", tabindex: 0, "aria-label": "runs, scrollable" }, this.head, this.body);
  private readonly filter = h("input", { type: "search", placeholder: "filter: name, material, ion, temperature", "aria-label": "filter runs" });
  private readonly chips = h("div", { class: "chips", role: "group", "aria-label": "verdicts shown" });
  private readonly total = h("span", { class: "total", role: "status" });
  private readonly table: HTMLElement;
  readonly root: HTMLElement;
  private readonly slots: Slot[] = [];
  private readonly states = new Set<string>();
  private rows: readonly Row[] = [];
  private byRun = new Map<string, Row>();
  private shown: string[] = [];
  private sorting: { column: Column; isDown: boolean } = { column: columns[4]!, isDown: true };
  private sortedAt = 0;
  private frame = 0;

  constructor(private readonly chosen: (row: Row) => void) {
    const template = columns.map((column) => column.width).join(" ");
    this.table = h("div", { class: "run-table", role: "table", "aria-label": "runs" }, this.viewport);
    this.table.style.setProperty("--columns", template);
    this.root = h("section", { class: "runs", "aria-label": "runs" }, h("header", {}, h("h2", {}, "Runs"), this.filter, this.chips, this.total), this.table);
    this.filter.addEventListener("input", () => this.arrange());
    this.viewport.addEventListener("scroll", () => this.schedule(), { passive: true });
    new ResizeObserver(() => this.schedule()).observe(this.viewport);
    this.markSorting();
  }

  show(rows: readonly Row[]): void {
    const isOther = rows.length !== this.rows.length;
    this.rows = rows;
    this.byRun = new Map(rows.map((row) => [row.run, row]));
    this.showChips();
    // Rows keep their places while somebody is at them; values change in place at once.
    const isQuiet = !this.table.matches(":hover, :focus-within");
    if (isOther || (isQuiet && performance.now() - this.sortedAt > resortMs)) this.arrange();
    else this.schedule();
  }

  private arrange(): void {
    this.sortedAt = performance.now();
    const words = this.filter.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    const { column, isDown } = this.sorting;
    const keyed = this.rows
      .filter((row) => (this.states.size === 0 || this.states.has(group(row))) && words.every((word) => searchable(row).includes(word)))
      .map((row) => ({ run: row.run, name: row.name, key: column.sort(row) }));
    keyed.sort((a, b) => compare(a.key, b.key, isDown) || a.name.localeCompare(b.name));
    this.shown = keyed.map((row) => row.run);
    this.body.style.height = `${this.shown.length * rowHeight}px`;
    this.table.setAttribute("aria-rowcount", String(this.shown.length + 1));
    setText(this.total, this.shown.length === this.rows.length ? `${count(this.rows.length)} runs` : `${count(this.shown.length)} of ${count(this.rows.length)} runs`);
    this.schedule();
  }

  private schedule(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.frame = 0;
    const first = Math.max(0, Math.floor(this.viewport.scrollTop / rowHeight) - spare);
    const visible = Math.ceil(this.viewport.clientHeight / rowHeight) + 2 * spare;
    while (this.slots.length < visible) this.slots.push(this.newSlot());
    for (let i = 0; i < this.slots.length; i++) {
      // A row keeps its element while it is in sight: slot i shows the row whose number is i modulo the slots.
      const n = this.slots.length;
      const index = first + ((((i - first) % n) + n) % n);
      const slot = this.slots[i]!;
      const run = index < first + visible ? this.shown[index] : undefined;
      const row = run === undefined ? undefined : this.byRun.get(run);
      if (row === undefined) {
        if (slot.run !== "") slot.root.hidden = true;
        slot.run = "";
        continue;
      }
      this.fill(slot, row, index);
    }
  }

  private newSlot(): Slot {
    const cells = columns.map((column) => h("div", { role: "cell", class: column.isNumber ? "num" : "" }));
    const root = h("div", { class: "row", role: "row", hidden: true }, ...cells);
    const slot = { root, cells, texts: columns.map(() => "\0"), run: "" };
    root.addEventListener("click", () => {
      const row = this.byRun.get(slot.run);
      if (row !== undefined) this.chosen(row);
    });
    this.body.append(root);
    return slot;
  }

  private fill(slot: Slot, row: Row, index: number): void {
    if (slot.root.hidden) slot.root.hidden = false;
    const top = `translateY(${index * rowHeight}px)`;
    if (slot.root.style.transform !== top) {
      slot.root.style.transform = top;
      slot.root.setAttribute("aria-rowindex", String(index + 2));
    }
    if (slot.run !== row.run) slot.root.title = row.failure ?? row.reason;
    slot.run = row.run;
    columns.forEach((column, c) => {
      const text = column.text(row);
      if (slot.texts[c] === text) return;
      slot.texts[c] = text;
      if (column.draw === undefined) slot.cells[c]!.textContent = text;
      else column.draw(slot.cells[c]!, row);
    });
  }

  private headOf(column: Column): HTMLElement {
    const cell = h("div", { role: "columnheader", class: column.isNumber ? "num" : "" }, column.title === "" ? null : h("button", { type: "button", click: () => this.sortBy(column) }, column.title));
    this.heads.set(column.key, cell);
    return cell;
  }

  private sortBy(column: Column): void {
    this.sorting = { column, isDown: this.sorting.column === column ? !this.sorting.isDown : column.isNumber === true };
    this.markSorting();
    this.arrange();
  }

  private markSorting(): void {
    for (const [key, head] of this.heads) head.setAttribute("aria-sort", key !== this.sorting.column.key ? "none" : this.sorting.isDown ? "descending" : "ascending");
  }

  private showChips(): void {
    const counts = new Map<string, number>();
    for (const row of this.rows) counts.set(group(row), (counts.get(group(row)) ?? 0) + 1);
    const present = [...order, "reference"].filter((state) => counts.has(state));
    const known = [...this.chips.children] as HTMLElement[];
    if (known.map((chip) => chip.dataset["state"]).join() !== present.join()) {
      this.chips.replaceChildren(
        ...present.map((state) => h("button", { type: "button", "data-state": state, "aria-pressed": String(this.states.has(state)), click: (event) => this.toggle(state, event.currentTarget as HTMLElement) }, h("span", {}), h("b", {}))),
      );
    }
    for (const chip of this.chips.children as Iterable<HTMLElement> & HTMLCollection) {
      const state = (chip as HTMLElement).dataset["state"]!;
      setText(chip.firstElementChild!, state === "reference" ? "reference" : look(state).word.toLowerCase());
      setText(chip.lastElementChild!, count(counts.get(state) ?? 0));
    }
  }

  private toggle(state: string, chip: HTMLElement): void {
    if (!this.states.delete(state)) this.states.add(state);
    chip.setAttribute("aria-pressed", String(this.states.has(state)));
    this.arrange();
  }
}

function group(row: Row): string {
  return row.isReference ? "reference" : row.failure !== undefined ? "failed" : row.state === "" ? "waiting" : row.state;
}

function searchable(row: Row): string {
  return `${row.name} ${row.material} ${row.composition} ${row.specie} ${row.temperatureK ?? ""}k`.toLowerCase();
}

function compare(a: number | string | null, b: number | string | null, isDown: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const by = typeof a === "string" || typeof b === "string" ? String(a).localeCompare(String(b), "en", { numeric: true }) : a - b;
  return isDown ? -by : by;
}
