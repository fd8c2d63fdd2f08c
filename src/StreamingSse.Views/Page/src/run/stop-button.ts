// Stops the engine that writes the run: what will be done is shown first, and exactly that is done, once, after a second click.

import { h, setText } from "../shared/dom";

interface Answer {
  isOpen: boolean;
  text: string;
  confirm: string | null;
}

export class StopButton {
  private readonly plan = h("p", { class: "plan", "aria-live": "polite" });
  private readonly act = h("button", { type: "button", class: "danger", disabled: true }, "Do this");
  private readonly dialog = h(
    "dialog",
    { "aria-labelledby": "stop-title" },
    h("h3", { id: "stop-title" }, "Stop the engine"),
    this.plan,
    h("p", { class: "actions" }, h("button", { type: "button", click: () => this.dialog.close() }, "Leave it running"), this.act),
  );
  readonly root = h("div", { class: "stop", hidden: true }, h("button", { type: "button", class: "quiet", click: () => void this.open() }, "Stop the engine …"), this.dialog);
  private confirm: string | null = null;

  constructor(private readonly run: () => string) {
    this.act.addEventListener("click", () => void this.stop());
  }

  show(canStop: boolean, isOver: boolean): void {
    this.root.hidden = !canStop || isOver;
  }

  private async open(): Promise<void> {
    this.confirm = null;
    this.act.disabled = true;
    setText(this.plan, "looking for the engine …");
    this.dialog.showModal();
    this.tell(await this.ask(""));
  }

  private async stop(): Promise<void> {
    const confirm = this.confirm;
    if (confirm === null) return;
    this.confirm = null;
    this.act.disabled = true;
    setText(this.plan, "asked to stop; waiting for its end …");
    this.tell(await this.ask(`&confirm=${confirm}`));
  }

  private tell(answer: Answer): void {
    setText(this.plan, answer.text);
    this.confirm = answer.confirm;
    this.act.disabled = answer.confirm === null;
  }

  private async ask(more: string): Promise<Answer> {
    try {
      const answer = await fetch(`/stop?run=${encodeURIComponent(this.run())}${more}`, { method: "POST" });
      return (await answer.json()) as Answer;
    } catch {
      return { isOpen: false, text: "the connection was lost: look at the run's sse-stop.log for what was done", confirm: null };
    }
  }
}
