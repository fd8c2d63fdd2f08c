import { s } from "./dom";
import type { Look } from "./verdict-words";

/** A circle, filled from below as far as the verdict has come. */
export function sign(look: Look, size = 18): SVGElement {
  const r = 7;
  const level = 8 + r - 2 * r * look.filled;
  const half = Math.sqrt(Math.max(0, r * r - (level - 8) ** 2));
  const large = look.filled > 0.5 ? 1 : 0;
  return s(
    "svg",
    { class: `sign tone-${look.tone}`, viewBox: "0 0 16 16", width: size, height: size, "aria-hidden": "true" },
    s("circle", { cx: 8, cy: 8, r, fill: "none", stroke: "currentColor", "stroke-width": 1.6 }),
    look.filled >= 1
      ? s("circle", { cx: 8, cy: 8, r, fill: "currentColor" })
      : look.filled > 0
        ? s("path", { d: `M${8 - half} ${level}A${r} ${r} 0 ${large} 0 ${8 + half} ${level}Z`, fill: "currentColor" })
        : null,
  );
}
