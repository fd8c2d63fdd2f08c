// The slim bar at the top of every page: what this is, whether it is live, pause, theme.

import { h, setText } from "./dom";
import type { Connection } from "./stream";
import { setTheme, theme, type Theme } from "./theme";

const words: Record<Connection, string> = {
  connecting: "connecting",
  live: "live",
  reconnecting: "connection lost, trying again",
  ended: "ended: this is the last state",
  locked: "sse was started again: open its new link",
};

export class TopBar {
  private readonly state = h("span", { class: "connection", role: "status" });
  private readonly pause = h("button", { type: "button", class: "quiet", "aria-pressed": "false", title: "hold the view still (space)" }, "Pause");
  private readonly theme = h("button", { type: "button", class: "quiet" });
  private isPaused = false;
  readonly root: HTMLElement;

  constructor(title: Node, more: readonly Node[], private readonly onPause: (isPaused: boolean) => void) {
    this.pause.addEventListener("click", () => this.setPaused(!this.isPaused));
    this.theme.addEventListener("click", () => this.nextTheme());
    document.addEventListener("keydown", (event) => {
      const at = event.target as HTMLElement;
      if (event.key !== " " || at.closest("button, input, select, textarea, summary, a, [tabindex]")) return;
      this.setPaused(!this.isPaused);
      event.preventDefault();
    });
    this.root = h("header", { class: "top" }, title, ...more, h("span", { class: "spring" }), this.state, this.pause, this.theme);
    this.showTheme();
  }

  show(connection: Connection, held: string): void {
    setText(this.state, this.isPaused ? `paused${held}` : words[connection]);
    this.state.dataset["state"] = this.isPaused ? "paused" : connection;
  }

  private setPaused(isPaused: boolean): void {
    this.isPaused = isPaused;
    this.pause.setAttribute("aria-pressed", String(isPaused));
    setText(this.pause, isPaused ? "Go on" : "Pause");
    this.onPause(isPaused);
  }

  private nextTheme(): void {
    const next: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };
    setTheme(next[theme()]);
    this.showTheme();
  }

  private showTheme(): void {
    setText(this.theme, { auto: "Theme: auto", light: "Theme: light", dark: "Theme: dark" }[theme()]);
  }
}
