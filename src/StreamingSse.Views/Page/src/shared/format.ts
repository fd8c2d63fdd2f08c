// Numbers as a paper prints them: a true minus, powers of ten raised, as many digits as mean something.

const raised: Record<string, string> = { "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹" };

export const missing = "–";

export function isNumber(value: number | null | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

export function power(exponent: number): string {
  return "10" + [...String(exponent)].map((digit) => raised[digit] ?? digit).join("");
}

/** Three significant digits unless told otherwise; powers of ten below a thousandth and from a hundred thousand on. */
export function number(value: number | null | undefined, digits = 3): string {
  if (!isNumber(value)) return missing;
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e5) {
    const [mantissa = "0", exponent = "0"] = value.toExponential(digits - 1).split("e");
    return minus(`${mantissa}×${power(Number(exponent))}`);
  }
  const fixed = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return minus(value.toFixed(fixed));
}

/** Axis ticks: no more digits than they need. */
export function tick(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e5) {
    const exponent = Math.floor(Math.log10(size) + 1e-9);
    const mantissa = Number((value / 10 ** exponent).toPrecision(3));
    return minus(mantissa === 1 ? power(exponent) : `${mantissa}×${power(exponent)}`);
  }
  return minus(String(Number(value.toPrecision(6))));
}

export function count(value: number): string {
  return minus(Math.round(value).toLocaleString("en-US")).replaceAll(",", " ");
}

export function percent(share: number, digits = 0): string {
  return isNumber(share) ? `${(100 * share).toFixed(digits)} %` : missing;
}

export function bytes(value: number): string {
  if (!isNumber(value)) return missing;
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

/** A time span in its two largest units. */
export function duration(seconds: number): string {
  if (!isNumber(seconds)) return missing;
  if (seconds < 1) return "now";
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = seconds / 60;
  if (minutes < 90) return `${Math.round(minutes)} min`;
  const hours = minutes / 60;
  if (hours < 36) return `${Math.floor(hours)} h ${Math.round((hours % 1) * 60)} min`;
  return `${Math.floor(hours / 24)} d ${Math.round(hours % 24)} h`;
}

/** Simulated time, in the unit that reads best. */
export function simulated(ps: number | null | undefined): string {
  if (!isNumber(ps)) return missing;
  return Math.abs(ps) >= 10_000 ? `${number(ps / 1000, 4)} ns` : `${number(ps, 3)} ps`;
}

export function clock(isoTime: string): string {
  const at = new Date(isoTime);
  return Number.isNaN(at.getTime()) ? "" : at.toLocaleString("sv-SE").slice(5, 19);
}

function minus(text: string): string {
  return text.replaceAll("-", "−");
}
