export { readDiagnostics } from "./read-diagnostics.ts";
export type { ReadCode } from "./read-diagnostics.ts";
export type { ReadDocument } from "./read-document.ts";
export { readJson } from "./read-json.ts";
export { defaultReadLimits } from "./read-limits.ts";
export type { ReadLimits, ReadOptions } from "./read-limits.ts";
export { readSingle, readText } from "./read-text.ts";
export { readYaml } from "./read-yaml.ts";
