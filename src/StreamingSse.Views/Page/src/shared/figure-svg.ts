// A figure as a file of its own, for a paper or a slide: the same ranges and ticks as on the screen, dark on white.

import type { Band, Content, Line } from "./figure-content";
import { s } from "./dom";
import { tick } from "./format";
import { dashes } from "./theme";

const colors = ["#0072b2", "#c65300", "#00805d", "#a64d84", "#8a6d00", "#3f7fb5", "#6b5bd2", "#5a646d"];
const [left, right, top, bottom, lineHeight] = [64, 20, 56, 48, 15];

export interface Frame {
  title: string;
  width: number;
  height: number;
  x: { min: number; max: number; ticks: readonly number[] };
  y: { min: number; max: number; ticks: readonly number[] };
}

export function figureSvg(content: Content, frame: Frame): string {
  const scale = (value: number, range: { min: number; max: number }, isLog: boolean | undefined) =>
    isLog ? (Math.log(value) - Math.log(range.min)) / (Math.log(range.max) - Math.log(range.min)) : (value - range.min) / (range.max - range.min);
  const [width, height] = [frame.width - left - right, frame.height - top - bottom];
  const px = (value: number) => left + scale(value, frame.x, content.isXLog) * width;
  const py = (value: number) => top + (1 - scale(value, frame.y, content.isYLog)) * height;
  const hasPlace = (x: number, y: number | null | undefined): y is number =>
    y !== null && y !== undefined && x >= frame.x.min && x <= frame.x.max && (!content.isYLog || y > 0) && (!content.isXLog || x > 0);

  const points = (line: { x: readonly number[] }, y: readonly (number | null)[]) =>
    line.x.flatMap((x, i) => (hasPlace(x, y[i]) ? [`${px(x).toFixed(2)},${py(y[i]!).toFixed(2)}`] : []));
  const bandPath = (band: Band) => `M${[...points(band, band.high), ...points(band, band.low).reverse()].join("L")}Z`;

  const root = s("svg", { xmlns: "http://www.w3.org/2000/svg", width: frame.width, height: frame.height, viewBox: `0 0 ${frame.width} ${frame.height}`, "font-family": "Helvetica, Arial, sans-serif", "font-size": 12 });
  root.append(
    s("rect", { width: "100%", height: "100%", fill: "#fff" }),
    s("clipPath", { id: "plot" }, s("rect", { x: left, y: top, width, height })),
    s("text", { x: left, y: 20, "font-size": 14, "font-weight": 600, fill: "#17212b" }, frame.title),
    ...legend(content.lines, left, 40),
  );
  for (const at of frame.x.ticks) {
    root.append(
      s("line", { x1: px(at), x2: px(at), y1: top, y2: top + height, stroke: "#e6e9ec" }),
      s("text", { x: px(at), y: top + height + lineHeight + 2, "text-anchor": "middle", fill: "#3c4650" }, tick(at)),
    );
  }
  for (const at of frame.y.ticks) {
    root.append(
      s("line", { x1: left, x2: left + width, y1: py(at), y2: py(at), stroke: "#e6e9ec" }),
      s("text", { x: left - 8, y: py(at) + 4, "text-anchor": "end", fill: "#3c4650" }, tick(at)),
    );
  }
  const plot = s("g", { "clip-path": "url(#plot)", fill: "none" });
  for (const band of content.bands) plot.append(s("path", { d: bandPath(band), fill: colors[band.color % colors.length], "fill-opacity": 0.15 }));
  for (const mark of content.marks) {
    const [x1, x2, y1, y2] = mark.axis === "x" ? [px(mark.at), px(mark.at), top, top + height] : [left, left + width, py(mark.at), py(mark.at)];
    plot.append(
      s("line", { x1, x2, y1, y2, stroke: "#5b6873", "stroke-dasharray": "4 3" }),
      s("text", mark.axis === "x" ? { x: x1 - 4, y: top + 12, "text-anchor": "end", fill: "#5b6873" } : { x: x2 - 4, y: y1 - 4, "text-anchor": "end", fill: "#5b6873" }, mark.label),
    );
  }
  for (const line of content.lines) {
    const stroke = colors[line.color % colors.length];
    if (!line.isPoints) plot.append(s("polyline", { points: points(line, line.y).join(" "), stroke, "stroke-width": line.width ?? 1.6, "stroke-dasharray": dashes[line.dash ?? 0]!.join(" ") || null, "stroke-linejoin": "round" }));
    else line.x.forEach((x, i) => hasPlace(x, line.y[i]) && plot.append(s("circle", { cx: px(x), cy: py(line.y[i]!), r: 3, fill: line.isHollow ? "#fff" : stroke, stroke })));
    line.error?.forEach((error, i) => {
      const [x, y] = [line.x[i]!, line.y[i]];
      if (error !== null && hasPlace(x, y)) plot.append(s("line", { x1: px(x), x2: px(x), y1: py(y - error), y2: py(y + error), stroke }));
    });
  }
  root.append(
    plot,
    s("rect", { x: left, y: top, width, height, fill: "none", stroke: "#9aa5ae" }),
    s("text", { x: left + width / 2, y: frame.height - 10, "text-anchor": "middle", fill: "#17212b" }, content.xLabel),
    s("text", { x: 16, y: top + height / 2, "text-anchor": "middle", fill: "#17212b", transform: `rotate(-90 16 ${top + height / 2})` }, content.yLabel),
  );
  return new XMLSerializer().serializeToString(root);
}

function legend(lines: readonly Line[], x: number, y: number): Node[] {
  return lines
    .filter((line) => !line.isSilent)
    .flatMap((line) => {
      const at = x;
      x += 34 + 7 * line.label.length;
      const stroke = colors[line.color % colors.length];
      return [
        line.isPoints
          ? s("circle", { cx: at + 9, cy: y - 4, r: 3, fill: stroke })
          : s("line", { x1: at, x2: at + 18, y1: y - 4, y2: y - 4, stroke, "stroke-width": 2, "stroke-dasharray": dashes[line.dash ?? 0]!.join(" ") || null }),
        s("text", { x: at + 23, y, fill: "#3c4650" }, line.label),
      ];
    });
}
