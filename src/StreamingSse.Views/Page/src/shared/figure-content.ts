// What a figure shows, free of how it is drawn: the screen and the exported SVG both take it from here.

export interface Line {
  key: string;
  label: string;
  /** Number of the series' colour. */
  color: number;
  /** Number of its dash; 0 for a full line. */
  dash?: number;
  width?: number;
  x: readonly number[];
  y: readonly (number | null)[];
  /** One standard error of each point; drawn as bars. */
  error?: readonly (number | null)[];
  isPoints?: boolean;
  /** Points that are rings: what they stand for was not measured. */
  isHollow?: boolean;
  /** Left out of the legend: it belongs to another line. */
  isSilent?: boolean;
}

export interface Band {
  key: string;
  label: string;
  color: number;
  x: readonly number[];
  low: readonly (number | null)[];
  high: readonly (number | null)[];
}

/** A straight line across the figure, with a word. */
export interface Mark {
  axis: "x" | "y";
  at: number;
  label: string;
}

export interface Content {
  lines: readonly Line[];
  bands: readonly Band[];
  marks: readonly Mark[];
  /** Where given, what the y axis shows at least and at most. */
  yRange?: readonly [number, number];
  /** Where given, what the x axis shows until another range is chosen. */
  xRange?: readonly [number, number];
  isXLog?: boolean;
  isYLog?: boolean;
  xLabel: string;
  yLabel: string;
}

export interface Table {
  x: number[];
  columns: (number | null | undefined)[][];
}

/** All lines and bands on one column of x; where one has no such x, undefined. Logarithmic axes take what is above zero. */
export function table(content: Content): Table {
  const curves: { x: readonly number[]; y: readonly (number | null)[] }[] = [
    ...content.lines,
    ...content.bands.flatMap((band) => [
      { x: band.x, y: band.low },
      { x: band.x, y: band.high },
    ]),
  ];
  const shared = curves.every((curve) => curve.x === curves[0]?.x);
  const all = shared ? [...(curves[0]?.x ?? [])] : [...new Set(curves.flatMap((curve) => [...curve.x]))].sort((a, b) => a - b);
  const x = content.isXLog ? all.filter((value) => value > 0) : all;
  const place = new Map(x.map((value, i) => [value, i]));
  return { x, columns: curves.map((curve) => column(curve, place, x.length, content.isYLog === true)) };
}

function column(curve: { x: readonly number[]; y: readonly (number | null)[] }, place: ReadonlyMap<number, number>, length: number, isLog: boolean) {
  const values = new Array<number | null | undefined>(length).fill(undefined);
  for (let i = 0; i < curve.x.length; i++) {
    const at = place.get(curve.x[i]!);
    const value = curve.y[i] ?? null;
    if (at !== undefined) values[at] = isLog && value !== null && value <= 0 ? null : value;
  }
  return values;
}

const farthestFit = 1e6;

/** The least and the greatest of what is to be seen between two x. */
export function extent(content: Content, from: number, to: number): [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  const see = (value: number | null | undefined) => {
    if (value === null || value === undefined || (content.isYLog && value <= 0)) return;
    if (value < low) low = value;
    if (value > high) high = value;
  };
  for (const line of content.lines) if (!line.isSilent) line.x.forEach((x, i) => x >= from && x <= to && see(line.y[i]));
  // A fit far from all points, and its band, do not decide what a logarithmic axis shows.
  const [least, most] = content.isYLog && low <= high ? [low / farthestFit, high * farthestFit] : [-Infinity, Infinity];
  const seeFit = (value: number | null | undefined) => see(value === null || value === undefined ? value : Math.min(Math.max(value, least), most));
  for (const line of content.lines) if (line.isSilent) line.x.forEach((x, i) => x >= from && x <= to && seeFit(line.y[i]));
  for (const band of content.bands) band.x.forEach((x, i) => x >= from && x <= to && (seeFit(band.low[i]), seeFit(band.high[i])));
  for (const mark of content.marks) if (mark.axis === "y") see(mark.at);
  return low <= high ? [low, high] : null;
}

const mostDecades = 15;

/** No axis can tell the two apart. */
export function isOnePoint(low: number, high: number): boolean {
  return high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high));
}

/** What the y axis spans for values from low to high: a little air, and zero where it is near; a logarithmic one no more decades than can be told apart. */
export function padded(low: number, high: number, isLog: boolean): [number, number] {
  if (isLog) {
    const top = Math.min(high, 1e200) * 1.25;
    return [Math.max(low / 1.25, top / 10 ** mostDecades), top];
  }
  if (isOnePoint(low, high)) return low === 0 ? [0, 1] : [Math.min(0, 2 * low), Math.max(0, 2 * low)];
  const air = 0.06 * (high - low);
  const bottom = low >= 0 && low < 0.4 * high ? 0 : low - air;
  return [bottom, high + air];
}
