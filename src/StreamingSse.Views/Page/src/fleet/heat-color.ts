// −1 is blue, 0 the ground, 1 orange: told apart by every kind of colour vision, and by their lightness from the ground.

import { isDark } from "../shared/theme";

export function heat(r: number): string {
  const ends: [readonly number[], readonly number[], readonly number[]] = isDark() ? [[70, 160, 235], [16, 22, 27], [240, 130, 50]] : [[0, 90, 160], [255, 255, 255], [200, 80, 0]];
  const end = r < 0 ? ends[0] : ends[2];
  const share = Math.min(1, Math.abs(r));
  return `rgb(${ends[1].map((from, i) => Math.round(from + share * (end[i]! - from))).join()})`;
}
