// Writes tests/data/wire/*-v1.msgpack: version 1 of every message, as its documentation says and without our own writer.
// Values and keys are encoded by @msgpack/msgpack, which has no maps with numbers as keys: those headers are put together here.
// The messages are those that SnapshotCodecTests.Sample and ClusterCodecTests build. Run: npm ci && npm run golden
import { encode } from "@msgpack/msgpack";
import { writeFileSync } from "node:fs";

const header = (fix, long, count) => (count < 16 ? [fix | count] : [long, count >> 8, count & 0xff]);
const record = (...fields) => [...header(0x80, 0xde, fields.length), ...fields.flatMap((value, i) => [...encode(i + 1), ...value])];
const list = (...items) => [...header(0x90, 0xdc, items.length), ...items.flat()];
const value = (v) => [...encode(v)];
// No whole numbers among them: JavaScript would write those as integers.
const steps = (count, first, step) => Array.from({ length: count }, (_, i) => first + i * step);

const fit = record(value(1.5e-5), value(10.5), value(20.25));
const spectrum = record(value([0.125, 0.375]), value([7.5, -0.25]), value([0.5, 1.5, 2.5]), value([0.0625, 0.1, 1e-300]));
const run = record(
  value("/scratch/Li₆PS₅Cl/600 K"), list(value("run1/XDATCAR"), value("run2/XDATCAR")), value("VASP"), value(300), value(5000000000),
  value(0.5), value(250.25), value(0.002), value({ Li: 192, P: 32, S: 160, Cl: 70000 }), value(600.5), value({ Li: 598.75, S: NaN }),
  value("differences"), value("all origins to 125 ps"), list(record(value("POTIM"), value("2.0"), value("INCAR:7"))), list(value("x".repeat(300))));
const curves = record(
  value("Li"), value(192), value(steps(20, 0.25, 0.5)), value(steps(20, 0.05, 0.3)), value([0.1]), value([0.2]), value([0.3]), value([]),
  fit, value(null), spectrum);
const snapshot = record(
  run, record(value("Li"), value("framework"), fit, value(null)), list(curves), list(record(value("nd"), value(108), spectrum)),
  list(record(value(0.5), value(15.5), value(0.25), value(601.5))),
  list(record(value("lindemann"), value(0.0123), value("1"), value(NaN), value("computed"))),
  value({ E: "no elastic input", "thetaD": "" }));

write("snapshot", 1, snapshot);

const order = record(
  value("/scratch/Li₆PS₅Cl/600 K"), list(value("/scratch/Li₆PS₅Cl/600 K/run1"), value("/scratch/Li₆PS₅Cl/600 K/run2")),
  list(value("--specie"), value("Li")), list(record(value("node 2"), value("no such folder"))), value("600 K"), value(new Date("2026-11-25T09:00:00Z")));
write("run-order", 10, order);
write("aside-run", 11, record(order, value("node 3"), value("10 workers were lost"), value(new Date("2026-11-25T09:30:00Z"))));
write("node-call", 12, record(value(2), value("node 3")));
write("node-report", 13, record(
  value("node 3"), list(value("worker"), value("aggregator")), value(8), value(true), value(false), value(54),
  list(record(value("/runs/a"), value("diffusing"), value(70000))), list(record(value("/runs/b"), value("no such folder"), value(0)))));

// What a worker of version 1 tells of a run: its own fields, and the whole snapshot message within.
const interval = (v, low, high) => value([v, low, high]);
write("run-state", 2, record(
  value("/scratch/Li₆PS₅Cl/600 K"), value("600 K"), record(value("20261125T093000.000-abc123"), value(1), value(5000000000), value(true)),
  record(value("Li6PS5Cl"), value("Li6PS5Cl"), value(null), value(600.5), value("Li")),
  record(value(5000000000), value(52), value(250.25), value(1200.5), value(NaN), value(true), value(null)),
  record(value("converged"), value("as precise as asked for"), interval(0.125, 0.1, 0.15), value(NaN), value(0.5), value(24.5), interval(0.25, 0.125, 0.5)),
  value(enveloped(1, snapshot)), value("0123456789abcdef"), list(record(value("crystalSystem"), value("cubic"), value("CIF")))));

function write(name, type, body) {
  writeFileSync(new URL(`../data/wire/${name}-v1.msgpack`, import.meta.url), enveloped(type, body));
}

function enveloped(type, body) {
  const envelope = [0x95, ...encode("sse"), ...encode(1), ...encode(type), ...body];
  const crc = crc32c(envelope);
  return Uint8Array.from([...envelope, ...encode(Uint8Array.from([crc >>> 24, crc >>> 16, crc >>> 8, crc]))]);
}

// RFC 3720, appendix B.4: polynomial 0x1EDC6F41, bits reflected, all ones before and after.
function crc32c(data) {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return ~crc >>> 0;
}
