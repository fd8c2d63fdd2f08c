// The forms in which the program sends a fleet; their mirrors are in Web/Fleet. An undefined number is null.

export type Num = number | null;

export interface Interval {
  value: Num;
  low: Num;
  high: Num;
}

export interface Label {
  material: string;
  composition: string;
  temperatureK: Num;
  specie: string;
}

export interface Row extends Label {
  run: string;
  name: string;
  isReference: boolean;
  /** Whether its own page can be opened here: it is watched by this program. */
  hasPage: boolean;
  frames: number;
  atoms: number;
  coveredPs: Num;
  psPerHour: Num;
  isFinal: boolean;
  failure?: string;
  state: string;
  reason: string;
  isQuotable: boolean;
  d: Interval;
  upperBound: Num;
  remainingPs: Num;
  trail: Num[];
}

export interface Pooled extends Label {
  runCount: number;
  state: string;
  d: Interval;
  upperBound: Num;
  betweenSpread: Num;
  coveredPs: Num;
}

export interface ArrheniusLine {
  material: string;
  composition: string;
  specie: string;
  missing: string | null;
  points: { temperatureK: number; d: Interval; upperBound: Num }[];
  eaEv?: Interval;
  sigma300?: Interval;
  d300?: Interval;
  kink?: string | null;
  line?: { temperatureK: number; d: Interval }[];
}

export interface Advice {
  action: string;
  material: string;
  temperatureK: Num;
  run: string;
  addPs: Num;
  coreHours: Num;
  reason: string;
}

export interface Fleet {
  version: number;
  isTraining: boolean;
  valuesNumber: number;
  viewsNumber: number;
  modelsNumber: number;
  rows: Row[];
  pooled: Pooled[];
  views: { name: string; runCount: number; materialCount: number; missing: string | null }[];
  arrhenius: ArrheniusLine[];
  advice: Advice[];
  notes: string[];
}

export interface Values {
  columns: { name: string; unit: string; family: string }[];
  rows: { run: string; values: Num[] }[];
}

export interface Matrix {
  count: number;
  r: Num[];
  p: Num[];
  n: number[];
}

export interface View {
  name: string;
  runs: string[];
  isWeighed: boolean;
  spearman: Matrix | null;
  pearson: Matrix | null;
}

export interface Models {
  version?: number;
  trainedAt?: string;
  why?: string;
  view?: string;
  runs?: string[];
  components?: { columns: string[]; eigenvalues: number[]; shares: number[]; loadings: number[][]; scores: number[][] };
  clusters?: { x: number; y: number; k: number; silhouette: Num; labels: number[]; curve: { k: number; inertia: Num; silhouette: Num }[] }[];
  models?: Model[];
  predictions?: { run: string; target: string; kind: string; scheme: string; value: Num; low90: Num; high90: Num; outside: string | null }[];
  missing?: { name: string; reason: string }[];
  /** The last ones, newest first. */
  trainings?: Training[];
}

export interface Training {
  version: number;
  trainedAt: string;
  why: string;
  runCount: number;
  silhouette: Num;
  models: { target: string; kind: string; scheme: string; mape: Num }[];
}

export interface Model {
  target: string;
  kind: string;
  scheme: string;
  inputCount: number;
  rowCount: number;
  foldCount: number;
  /** Shares of one. */
  mape: Num;
  trainMape: Num;
  r2: Num;
  runs: string[];
  actual: number[];
  predicted: number[];
}
