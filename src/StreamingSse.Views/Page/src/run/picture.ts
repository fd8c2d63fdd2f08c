// The forms in which the program sends a run; their mirrors are Web/RunPictureJson.cs, VerdictPictureJson.cs and StatusJson.cs. An undefined number is null.

export type Num = number | null;

export interface Interval {
  value: Num;
  low: Num;
  high: Num;
}

export interface Picture {
  facts: Facts;
  mobile: string | null;
  drift: string | null;
  paper: Fit | null;
  fit: Fit | null;
  verdict: Verdict | null;
  history: { timePs: number[]; d: Num[]; low: Num[]; high: Num[]; paper: Num[]; fit: Num[] };
  species: SpecieCurves[];
  spectra: Spectrum[];
  windows: { fromPs: number; toPs: number; slope: Num; kineticK: Num }[];
  descriptors: { name: string; value: Num; unit: string; error: Num; from: string }[];
  missing: { name: string; reason: string }[];
}

export interface Facts {
  path: string;
  segments: string[];
  engine: string;
  atomCount: number;
  frameCount: number;
  firstPs: Num;
  lastPs: Num;
  framePs: Num;
  statedK: Num;
  kinetic: { specie: string; atomCount: number; kineticK: Num }[];
  velocitiesFrom: string;
  msdLags: string;
  inferred: { what: string; value: string; from: string }[];
  warnings: string[];
}

export interface Fit {
  d: Num;
  fromPs: Num;
  toPs: Num;
}

export interface Verdict {
  state: string;
  reason: string;
  target: number;
  stopAtPs: Num;
  remainingPs: Interval;
  found: Found | null;
  transport: Transport | null;
}

export interface Found {
  d: Interval;
  upperBound: Num;
  coveredPs: number;
  testedLagPs: Num;
  requiredLagPs: Num;
  onsetLagPs: Num;
  discardedPs: number;
  collectivity: Num;
  hops: Num;
  residencePs: Num;
  plateau: { lagPs: number[]; d: Num[]; error: Num[]; fitted: Num[] };
}

export interface Transport {
  sigmaNernstEinstein: Interval;
  sigmaCollective: Interval;
  haven: Interval;
  dX: Interval;
  dY: Interval;
  dZ: Interval;
}

export interface SpecieCurves {
  name: string;
  atomCount: number;
  lagPs: number[];
  total: Num[];
  x: Num[];
  y: Num[];
  z: Num[];
  collective: Num[];
}

export interface Spectrum {
  name: string;
  isGroup: boolean;
  atomCount: number;
  lagPs: number[];
  vacf: Num[];
  thz: number[];
  g: Num[];
}

export interface Status {
  name: string;
  path: string;
  engine: string;
  state: string;
  frameCount: number;
  fileBytes: number;
  bytesBehind: number;
  framesPerSecond: Num;
  bytesPerSecond: Num;
  psPerHour: Num;
  lastFrameAgeS: Num;
  resultsFolder: string | null;
  givenUp: string[];
  events: { at: string; text: string; count: number }[];
  runs: { name: string; reading: string; verdict: string | null; lastPs: Num }[];
  runCount: number;
  canStop: boolean;
}
