// Reads messages as lines of hexadecimal digits. For each prints what @msgpack/msgpack makes of it, and how it would write the same.
import { decode, encode, ExtData } from "@msgpack/msgpack";
import { createInterface } from "node:readline";

const options = { useBigInt64: true };

for await (const line of createInterface({ input: process.stdin })) {
  const value = decode(Buffer.from(line, "hex"), options);
  console.log(`${describe(value)}\t${Buffer.from(encode(value, options)).toString("hex")}`);
}

function describe(value) {
  if (value === null) return "nil";
  if (typeof value === "boolean") return `${value}`;
  if (typeof value === "bigint") return `big ${value}`;
  if (typeof value === "string") return `text ${Buffer.from(value).toString("hex")}`;
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString("hex")}`;
  if (value instanceof Date) return `time ${value.getTime()}`;
  if (value instanceof ExtData) return `ext ${value.type} ${Buffer.from(value.data).toString("hex")}`;
  if (Array.isArray(value)) return `[${value.map(describe).join(" ")}]`;
  if (typeof value === "object") return `{${Object.entries(value).map(([key, item]) => `${key}: ${describe(item)}`).join(" ")}}`;
  if (Number.isNaN(value)) return "number NaN";
  const bits = Buffer.alloc(8);
  bits.writeDoubleBE(value);
  return `number ${bits.toString("hex")}`;
}
