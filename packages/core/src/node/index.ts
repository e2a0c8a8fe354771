export type { WriteStatus } from "./artifact-target.ts";
export { checkPath } from "./check-path.ts";
export { nodeDiagnostics } from "./node-diagnostics.ts";
export { readFolder, readFolderContents } from "./read-folder.ts";
export type { FolderContents, ReadFolderOptions } from "./read-folder.ts";
export { readInput } from "./read-input.ts";
export type { InputFile, ReadInputOptions } from "./read-input.ts";
export { writeArtifacts } from "./write-artifacts.ts";
export type { WriteArtifactsOptions, WrittenArtifact } from "./write-artifacts.ts";
