// Light, dark, or as the system has it. Figures are drawn on canvas and take their colours from here.

export type Theme = "auto" | "light" | "dark";

const key = "sse-theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

export function theme(): Theme {
  const kept = localStorage.getItem(key);
  return kept === "light" || kept === "dark" ? kept : "auto";
}

export function isDark(): boolean {
  return theme() === "dark" || (theme() === "auto" && dark.matches);
}

export function setTheme(next: Theme): void {
  localStorage.setItem(key, next);
  apply();
}

export function onThemeChange(listener: () => void): void {
  listeners.add(listener);
}

export function apply(): void {
  document.documentElement.dataset["theme"] = isDark() ? "dark" : "light";
  for (const listener of listeners) listener();
}

export function color(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

// Okabe and Ito's colours (2008), darkened or lightened until each has a contrast of 3:1 with its ground.
const onLight = ["#0072b2", "#c65300", "#00805d", "#a64d84", "#8a6d00", "#3f7fb5", "#6b5bd2", "#5a646d"];
const onDark = ["#56b4e9", "#ff9a57", "#2fc79b", "#e493c4", "#e3b84a", "#9bd2ff", "#b3a6ff", "#c3ccd4"];

/** Colour of the n-th series. */
export function series(n: number): string {
  const colors = isDark() ? onDark : onLight;
  return colors[n % colors.length]!;
}

/** Dashes that tell series apart where colours do not. */
export const dashes: readonly (readonly number[])[] = [[], [7, 3], [2, 2.5], [9, 3, 2, 3], [4, 4], [12, 4]];

dark.addEventListener("change", apply);
