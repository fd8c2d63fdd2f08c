import { h } from "./dom";

/** A row of buttons of which one is chosen; kept for the next visit. */
export function choice<T extends string>(name: string, label: string, options: readonly (readonly [T, string])[], changed: () => void): { root: HTMLElement; value: () => T } {
  const key = `sse-${name}`;
  const kept = localStorage.getItem(key);
  let chosen = options.find(([value]) => value === kept)?.[0] ?? options[0]![0];
  const buttons = options.map(([value, text]) => {
    const button = h("button", { type: "button", role: "radio", "aria-checked": String(value === chosen) }, text);
    button.addEventListener("click", () => {
      chosen = value;
      localStorage.setItem(key, value);
      buttons.forEach((other) => other.setAttribute("aria-checked", String(other === button)));
      changed();
    });
    return button;
  });
  const root = h("div", { class: "segmented", role: "radiogroup", "aria-label": label }, ...buttons);
  root.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
  });
  return { root, value: () => chosen };
}
