export { expectGolden } from "./golden.ts";
export { imageBuilderTemplates } from "./image-builder.ts";
export type { ImageBuilderTemplates, PackerVerdict } from "./image-builder.ts";
export { naughtyStrings, refusedStrings } from "./naughty-strings.ts";
export { omissions } from "./omissions.ts";
export { findPython, requirePython } from "./python.ts";
export { findTool, requireTool } from "./tool.ts";
export type { SkippableContext } from "./tool.ts";
export { requireUpstream, upstreamFolder } from "./upstream.ts";
