import "uplot/dist/uPlot.min.css";
import "../styles/base.css";
import "../styles/run.css";
import { h } from "../shared/dom";
import { follow, type Connection } from "../shared/stream";
import { apply } from "../shared/theme";
import { TopBar } from "../shared/top-bar";
import { look } from "../shared/verdict-words";
import { FactsStrip } from "./facts-strip";
import { Figures, type Overlay } from "./figures";
import type { Picture, Status } from "./picture";
import { RunPicker } from "./run-picker";
import { StopButton } from "./stop-button";
import { Tables } from "./tables";
import { VerdictPanel } from "./verdict-panel";

const overlayEveryMs = 5000;

class RunPage {
  private readonly asked = new URLSearchParams(location.search).get("run") ?? "";
  private readonly query = `run=${encodeURIComponent(this.asked)}`;
  private readonly dataUrl = (table: string, more = "") => `/data/${table}?run=${encodeURIComponent(this.status?.name ?? this.asked)}${more}`;
  private readonly verdict = new VerdictPanel();
  private readonly facts = new FactsStrip();
  private readonly figures = new Figures(this.dataUrl);
  private readonly tables = new Tables();
  private readonly picker = new RunPicker((name) => location.assign(`/run.html?run=${encodeURIComponent(name)}`), (names) => void this.compare(names));
  private readonly stop = new StopButton(() => this.status?.name ?? this.asked);
  private readonly top = new TopBar(h("a", { class: "mark", href: "/" }, "StreamingSse"), [this.picker.root, this.stop.root], (isPaused) => this.hold(isPaused));
  private status: Status | null = null;
  private picture: Picture | null = null;
  private held: Picture | null = null;
  private isPaused = false;
  private connection: Connection = "connecting";
  private overlays: readonly Overlay[] = [];
  private overlayTimer = 0;

  constructor(app: HTMLElement) {
    app.append(this.top.root, h("main", {}, this.verdict.root, this.tables.warnings, this.facts.root, this.figures.root, this.tables.root));
    this.draw();
    follow(`/events?${this.query}`, ["status", "picture"], {
      draw: (newest) => this.take(newest),
      connection: (state) => {
        this.connection = state;
        this.showTop();
      },
    });
  }

  private take(newest: ReadonlyMap<string, string>): void {
    const status = newest.get("status");
    const picture = newest.get("picture");
    if (status !== undefined) this.status = JSON.parse(status) as Status;
    if (picture !== undefined) {
      const next = JSON.parse(picture) as Picture;
      if (this.isPaused) this.held = next;
      else this.picture = next;
    }
    this.draw(picture !== undefined && !this.isPaused);
  }

  private draw(isNewPicture = false): void {
    this.showTop();
    if (this.status !== null) this.stop.show(this.status.canStop, this.status.state === "ended" || this.status.state === "failed");
    if (this.isPaused) return;
    if (this.status !== null) this.picker.show(this.status);
    this.verdict.show(this.picture, this.status);
    this.facts.show(this.picture, this.status);
    this.tables.show(this.picture, this.status, this.dataUrl);
    if (this.picture === null) return;
    document.title = `${look(this.picture.verdict?.state).word} · ${this.status?.name ?? ""}`;
    if (isNewPicture) {
      this.figures.show(this.picture, this.overlays);
      document.documentElement.dataset["frames"] = String(this.picture.facts.frameCount);
    }
  }

  private showTop(): void {
    const behind = this.held === null ? "" : `, ${this.held.facts.frameCount - (this.picture?.facts.frameCount ?? 0)} frames since`;
    this.top.show(this.connection, behind);
  }

  private hold(isPaused: boolean): void {
    this.isPaused = isPaused;
    if (!isPaused && this.held !== null) {
      this.picture = this.held;
      this.held = null;
    }
    this.draw(true);
  }

  private async compare(names: readonly string[]): Promise<void> {
    window.clearTimeout(this.overlayTimer);
    const fetched = await Promise.all(names.map(fetchOverlay));
    this.overlays = fetched.filter((overlay) => overlay !== null);
    if (this.picture !== null && !this.isPaused) this.figures.show(this.picture, this.overlays);
    if (names.length > 0) this.overlayTimer = window.setTimeout(() => void this.compare(names), overlayEveryMs);
  }
}

async function fetchOverlay(name: string): Promise<Overlay | null> {
  try {
    const answer = await fetch(`/run.json?run=${encodeURIComponent(name)}`);
    return answer.ok ? { name, picture: (await answer.json()) as Picture } : null;
  } catch {
    return null; // the connection is shown as lost already; the next turn tries again
  }
}

apply();
new RunPage(document.getElementById("app")!);
