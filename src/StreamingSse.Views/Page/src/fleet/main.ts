import "uplot/dist/uPlot.min.css";
import "../styles/base.css";
import "../styles/fleet.css";
import { h, refill, setText } from "../shared/dom";
import { count } from "../shared/format";
import { sign } from "../shared/sign";
import { follow, type Connection } from "../shared/stream";
import { apply } from "../shared/theme";
import { TopBar } from "../shared/top-bar";
import { look, order } from "../shared/verdict-words";
import { AdvicePanel } from "./advice";
import { ArrheniusPanel } from "./arrhenius";
import { Correlogram } from "./correlogram";
import { ModelsPanel } from "./models-panel";
import { RunTable } from "./run-table";
import type { Fleet, Models, Row, Values, View } from "./state";

class FleetPage {
  private readonly summary = h("section", { class: "summary", "aria-label": "verdicts", "aria-live": "polite" });
  private readonly table = new RunTable((row) => this.choose(row));
  private readonly detail = h("p", { class: "detail", "aria-live": "polite" });
  private readonly advice = new AdvicePanel();
  private readonly arrhenius = new ArrheniusPanel();
  private readonly correlogram = new Correlogram(() => void this.fetchParts(true));
  private readonly models = new ModelsPanel();
  private readonly top = new TopBar(h("a", { class: "mark", href: "/" }, "StreamingSse"), [h("span", {}, "fleet")], (isPaused) => this.hold(isPaused));
  private fleet: Fleet | null = null;
  private held: Fleet | null = null;
  private isPaused = false;
  private connection: Connection = "connecting";
  private have = { values: 0, views: 0, models: 0 };
  private values: Values | null = null;
  private isFetching = false;

  constructor(app: HTMLElement) {
    const calm = h("div", { class: "pair" }, this.arrhenius.root, this.advice.root);
    app.append(this.top.root, h("main", {}, this.summary, this.table.root, this.detail, calm, this.correlogram.root, this.models.root));
    follow("/fleet/events", ["fleet"], {
      draw: (newest) => this.take(newest.get("fleet")),
      connection: (state) => {
        this.connection = state;
        this.showTop();
      },
    });
    this.showTop();
  }

  private take(text: string | undefined): void {
    if (text === undefined) return;
    const next = JSON.parse(text) as Fleet;
    if (this.isPaused) this.held = next;
    else this.show(next);
    this.showTop();
  }

  private show(fleet: Fleet): void {
    this.fleet = fleet;
    this.showSummary(fleet);
    this.table.show(fleet.rows);
    this.advice.show(fleet);
    this.arrhenius.show(fleet);
    this.correlogram.showFleet(fleet);
    this.models.showFleet(fleet);
    document.title = `${count(fleet.rows.length)} runs · StreamingSse`;
    document.documentElement.dataset["version"] = String(fleet.version);
    void this.fetchParts(false);
  }

  private showTop(): void {
    this.top.show(this.connection, this.held === null ? "" : ", there is news");
  }

  private hold(isPaused: boolean): void {
    this.isPaused = isPaused;
    if (!isPaused && this.held !== null) this.show(this.held);
    this.held = null;
    this.showTop();
  }

  private showSummary(fleet: Fleet): void {
    const counts = new Map<string, number>();
    for (const row of fleet.rows) if (!row.isReference) counts.set(row.failure !== undefined ? "failed" : row.state || "waiting", (counts.get(row.failure !== undefined ? "failed" : row.state || "waiting") ?? 0) + 1);
    const present = order.filter((state) => counts.has(state)).reverse();
    refill(this.summary, present.map((state) => `${state} ${counts.get(state)}`).join(), () =>
      present.map((state) => h("p", { class: `tone-${look(state).tone}` }, sign(look(state), 20), h("strong", {}, count(counts.get(state)!)), h("span", {}, look(state).word.toLowerCase()))),
    );
  }

  private choose(row: Row): void {
    setText(this.detail, `${row.run}: ${row.failure ?? row.reason}`);
  }

  // Large parts are fetched when they have changed, one turn at a time.
  private async fetchParts(isForced: boolean): Promise<void> {
    const fleet = this.fleet;
    if (fleet === null || this.isFetching) return;
    this.isFetching = true;
    try {
      if (isForced || this.have.views !== fleet.viewsNumber || this.have.values !== fleet.valuesNumber) {
        this.have.values = fleet.valuesNumber;
        this.have.views = fleet.viewsNumber;
        this.values = await part<Values>("values.json");
        this.correlogram.show(await part<View>(`view.json?view=${encodeURIComponent(this.correlogram.viewName)}`), this.values);
      }
      if (this.have.models !== fleet.modelsNumber) {
        this.have.models = fleet.modelsNumber;
        this.models.show((await part<Models>("models.json")) ?? {});
      }
    } finally {
      this.isFetching = false;
    }
  }
}

async function part<T>(name: string): Promise<T | null> {
  try {
    const answer = await fetch(`/fleet/${name}`);
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null; // the connection is shown as lost already; the next change asks again
  }
}

apply();
new FleetPage(document.getElementById("app")!);
