import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** One thing that an entry point exports. */
export interface PublicName {
  readonly name: string;
  readonly kind: "function" | "value" | "type";
  /** Where it is declared; of a value, where it was last seen. */
  readonly file: string;
  /** Text of its doc comment, without stars; empty if it has none. */
  readonly comment: string;
}

/** What users import from one path. */
export interface EntryPoint {
  /** @example "@imagewright/core/read" */
  readonly path: string;
  readonly names: readonly PublicName[];
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

const exportList = /^export (?<type>type )?\{(?<names>[^}]*)\}(?: from "(?<from>[^"]+)")?;/gmu;
const exportAll = /^export \* from "(?<from>[^"]+)";/gmu;

/** The entry points of every published package below a folder, in the order of their names. */
export function publicEntryPoints(packages: string): readonly EntryPoint[] {
  return readdirSync(packages)
    .toSorted()
    .map((name) => join(packages, name))
    .filter((folder) => existsSync(join(folder, "package.json")))
    .flatMap((folder) => entryPointsOf(folder));
}

function entryPointsOf(folder: string): readonly EntryPoint[] {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  if (manifest.private === true) {
    return [];
  }
  return Object.entries(manifest.exports ?? {}).flatMap(([path, target]) => {
    const source = typeof target === "string" ? undefined : target["@imagewright/source"];
    return source === undefined
      ? []
      : [{ path: manifest.name + path.slice(1), names: namesOf(resolve(folder, source)) }];
  });
}

/** Everything a module exports, followed to where it is declared. */
function namesOf(file: string): readonly PublicName[] {
  const text = readFileSync(file, "utf8");
  const listed = [...text.matchAll(exportList)].flatMap(({ groups = {} }) => {
    const { type, names = "", from } = groups;
    return names
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "")
      .map((part) => publicName(part, type !== undefined, from, file));
  });
  const starred = [...text.matchAll(exportAll)].flatMap(({ groups = {} }) =>
    namesOf(resolve(dirname(file), groups["from"] ?? "")),
  );
  const own = [...text.matchAll(/^export (?:async )?function\*? (?<name>\w+)/gmu)].map((match) =>
    declared(match.groups?.["name"] ?? "", file),
  );
  return [...own.filter((one) => one !== undefined), ...listed, ...starred];
}

function publicName(
  part: string,
  typesOnly: boolean,
  from: string | undefined,
  file: string,
): PublicName {
  const [local = "", name = local] = part.replace(/^type /u, "").split(" as ");
  const isType = typesOnly || part.startsWith("type ");
  const home = from === undefined ? file : resolve(dirname(file), from);
  if (isType || !existsSync(home)) {
    return { name, kind: isType ? "type" : "value", file: home, comment: "" };
  }
  const found = declared(local, home) ?? namesOf(home).find((one) => one.name === local);
  return { kind: "value", file: home, comment: "", ...found, name };
}

/** A function as its file declares it; of overloads, the first one. */
function declared(name: string, file: string): PublicName | undefined {
  const text = readFileSync(file, "utf8");
  const start = text.search(new RegExp(`^export (?:async )?function\\*? ${name}\\b`, "mu"));
  if (start === -1) {
    return undefined;
  }
  return { name, kind: "function", file, comment: commentBefore(text.slice(0, start)) };
}

function commentBefore(text: string): string {
  const start = text.lastIndexOf("/**");
  const comment = text.slice(start).trimEnd();
  if (start === -1 || comment.indexOf("*/") !== comment.length - 2) {
    return "";
  }
  const lines = comment.slice(3, -2).split("\n");
  return lines.map((line) => line.replace(/^\s*\* ?/u, "").trimEnd()).join("\n");
}
