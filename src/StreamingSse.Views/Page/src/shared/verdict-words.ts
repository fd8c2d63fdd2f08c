// How a verdict looks: a word, a sign whose filling grows with what is known, and a colour. Never the colour alone.

export interface Look {
  word: string;
  tone: "quiet" | "careful" | "going" | "done" | "bad";
  /** Share of the sign that is filled. */
  filled: number;
}

const looks: Record<string, Look> = {
  waiting: { word: "Waiting", tone: "quiet", filled: 0 },
  equilibrating: { word: "Equilibrating", tone: "careful", filled: 0.25 },
  "sub-diffusive": { word: "Sub-diffusive", tone: "careful", filled: 0.5 },
  "not-diffusing": { word: "Not diffusing", tone: "quiet", filled: 0.25 },
  diffusing: { word: "Diffusing", tone: "going", filled: 0.75 },
  converged: { word: "Converged", tone: "done", filled: 1 },
  failed: { word: "Failed", tone: "bad", filled: 0 },
};

export function look(state: string | null | undefined): Look {
  return looks[state ?? "waiting"] ?? { word: state ?? "", tone: "quiet", filled: 0 };
}

/** Order of the states from the least to the most settled. */
export const order: readonly string[] = Object.keys(looks);
