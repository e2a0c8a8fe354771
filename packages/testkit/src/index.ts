export { expectGolden } from "./golden.ts";
export { naughtyStrings, refusedStrings } from "./naughty-strings.ts";
export { findPython, requirePython } from "./python.ts";
export { findTool, requireTool } from "./tool.ts";
export type { SkippableContext } from "./tool.ts";
export { requireUpstream, upstreamFolder } from "./upstream.ts";
