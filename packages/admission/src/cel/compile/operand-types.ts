import { areNumbers, type CelType, simpleName } from "../type/cel-type.ts";

const ordered: ReadonlySet<string> = new Set([
  "bool",
  "string",
  "bytes",
  "int",
  "uint",
  "double",
  "google.protobuf.Timestamp",
  "google.protobuf.Duration",
]);

/** Whether one value can be less than the other. */
export function isOrdered(left: CelType, right: CelType): boolean {
  const names = [left, right].flatMap((type) => (type.kind === "dyn" ? [] : [simpleName(type)]));
  const [first, second = first] = names;
  const areKnown = names.every((name) => name !== undefined && ordered.has(name));
  return areKnown && (first === second || areNumbers(left, right));
}
