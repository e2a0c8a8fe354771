import { type Artifact, artifactPathFault } from "../artifact.ts";
import { formatPointer } from "../json-pointer.ts";
import { showValue } from "../show-value.ts";
import { nodeDiagnostics } from "./node-diagnostics.ts";
import type { Refusal } from "./write-refusal.ts";

type PathCode =
  | "WRITE_PATH_INVALID"
  | "WRITE_PATH_DUPLICATE"
  | "WRITE_PATH_CONFLICT"
  | "WRITE_TEXT_INVALID";

/** A folder or file that an artifact before this one asked for. */
interface TakenName {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Names that are devices on Windows, whatever their extension: what is written there is lost. */
const deviceName = /^(?:aux|con|nul|prn|com\d|lpt\d)(?:\.|$)/iu;

/**
 * What speaks against writing a set of artifacts, before any folder is looked at: paths that are
 * not portable, that are equal (also where letter case does not count), or that need a file and a
 * folder of one name; texts that UTF-8 cannot carry.
 */
export function checkArtifacts(artifacts: readonly Artifact[]): readonly Refusal[] {
  const taken = new Map<string, TakenName>();
  return artifacts.flatMap(({ path, text }, index) => {
    const pathFault = checkPath(path, index) ?? takePath(path, index, taken);
    const textFault = text.isWellFormed()
      ? undefined
      : refuse("WRITE_TEXT_INVALID", path, index, `the text of ${path} is not well-formed`, "text");
    return [pathFault, textFault].filter((fault) => fault !== undefined);
  });
}

function checkPath(path: string, index: number): Refusal | undefined {
  const fault = artifactPathFault(path) ?? windowsFault(path);
  return fault === undefined
    ? undefined
    : refuse("WRITE_PATH_INVALID", path, index, `the path ${showValue(path)} is refused: ${fault}`);
}

function windowsFault(path: string): string | undefined {
  const bad = path.split("/").find((part) => deviceName.test(part) || part.endsWith("."));
  return bad === undefined ? undefined : `${JSON.stringify(bad)} is no file name on Windows`;
}

/** Claims a path and its folders; the first artifact that claims a name decides what it is. */
function takePath(path: string, index: number, taken: Map<string, TakenName>): Refusal | undefined {
  const parts = path.split("/");
  const names = parts.map((_, end) => parts.slice(0, end + 1).join("/"));
  for (const name of names) {
    const isFolder = name !== path;
    const before = taken.get(name.toLowerCase());
    const fault = before === undefined ? undefined : clash(before, { name, isFolder });
    if (fault !== undefined) {
      return refuse(fault.code, path, index, fault.message);
    }
  }
  for (const name of names) {
    taken.set(name.toLowerCase(), { name, isFolder: name !== path });
  }
  return undefined;
}

function clash(
  before: TakenName,
  { name, isFolder }: TakenName,
): { readonly code: PathCode; readonly message: string } | undefined {
  if (before.isFolder !== isFolder) {
    const [file, folder] = isFolder ? [before.name, name] : [name, before.name];
    return {
      code: "WRITE_PATH_CONFLICT",
      message: `${file} is a file, but the folder ${folder} is needed as well`,
    };
  }
  if (before.name !== name) {
    return {
      code: "WRITE_PATH_DUPLICATE",
      message: `${name} and ${before.name} differ in letter case only`,
    };
  }
  return isFolder
    ? undefined
    : { code: "WRITE_PATH_DUPLICATE", message: `two artifacts have the path ${name}` };
}

function refuse(
  code: PathCode,
  path: string,
  index: number,
  message: string,
  field: "path" | "text" = "path",
): Refusal {
  const pointer = formatPointer([index, field]);
  const found = field === "path" ? showValue(path) : undefined;
  return { path, diagnostic: nodeDiagnostics.report(code, { message, pointer, found }) };
}
