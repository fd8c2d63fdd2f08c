// What is watched and how the reading goes, in one line of figures.

import { h, setText } from "../shared/dom";
import { bytes, count, duration, isNumber, missing, number, simulated } from "../shared/format";
import type { Picture, Status } from "./picture";

const readings: Record<string, string> = {
  starting: "starting",
  backlog: "catching up",
  following: "following",
  stalled: "stalled",
  ended: "ended",
  failed: "failed",
};

export class FactsStrip {
  private readonly cells = new Map<string, { root: HTMLElement; value: HTMLElement }>();
  readonly root = h("dl", { class: "facts" });

  show(picture: Picture | null, status: Status | null): void {
    const facts = picture?.facts;
    this.cell("reading", status === null ? missing : (readings[status.state] ?? status.state), status?.state);
    this.cell("engine", facts?.engine ?? status?.engine ?? missing);
    this.cell("atoms", facts === undefined ? missing : count(facts.atomCount));
    this.cell("species", facts?.kinetic.map((k) => `${k.specie} ${k.atomCount}`).join("  ") || missing);
    this.cell("temperature", facts === undefined ? missing : isNumber(facts.statedK) ? `${number(facts.statedK, 4)} K` : missing);
    this.cell("simulated", simulated(facts?.lastPs));
    this.cell("frames", status === null ? missing : count(status.frameCount));
    this.cell("frame spacing", isNumber(facts?.framePs) ? `${number(facts.framePs * 1000, 3)} fs` : missing);
    this.cell("rate", isNumber(status?.framesPerSecond) ? `${number(status.framesPerSecond)} frames/s` : missing);
    this.cell("speed", isNumber(status?.psPerHour) ? `${number(status.psPerHour)} ps/h` : missing);
    this.cell("behind the file", status === null || status.fileBytes === 0 ? missing : status.bytesBehind === 0 ? "0 B" : bytes(status.bytesBehind));
    this.cell("last frame", isNumber(status?.lastFrameAgeS) ? (status.lastFrameAgeS < 1 ? "now" : `${duration(status.lastFrameAgeS)} ago`) : missing);
  }

  private cell(name: string, value: string, state = ""): void {
    let cell = this.cells.get(name);
    if (cell === undefined) {
      const dd = h("dd");
      cell = { root: h("div", { class: "fact" }, h("dt", {}, name), dd), value: dd };
      this.cells.set(name, cell);
      this.root.append(cell.root);
    }
    setText(cell.value, value);
    if (cell.root.dataset["state"] !== state) cell.root.dataset["state"] = state;
  }
}
