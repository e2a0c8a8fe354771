import { resolve } from "node:path";

import {
  type Diagnostic,
  hasErrors,
  type Parsed,
  type SourceDocument,
  toParsed,
} from "@imagewright/core";
import {
  type FolderContents,
  type InputFile,
  readFolderContents,
  readInput,
} from "@imagewright/core/node";
import { readText } from "@imagewright/core/read";

import type { CliIo } from "./io.ts";
import { pause, untilStopped } from "./until-stopped.ts";

/** Manifests that were read, and what is wrong with those that were not. */
export interface ReadManifests {
  /** Names of the files that were read, each once. */
  readonly files: readonly string[];
  /** The same with those that could not be read, in the order they are looked at. */
  readonly order: readonly string[];
  readonly documents: readonly SourceDocument[];
  /** Texts as they were read, by file name. */
  readonly sources: ReadonlyMap<string, string>;
  /** The same as they stand in the files, byte-order marks and all: nothing is filled in. */
  readonly texts: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns the text of a file into the one that is read. */
export type PrepareText = (text: string) => Parsed<string>;

/**
 * Reads files, folders of them, and standard input for `-`. A file that is reached twice is read
 * once; one that cannot be read does not keep the others from being.
 */
export async function readManifests(
  io: CliIo,
  paths: readonly string[],
  prepare: PrepareText = toParsed,
): Promise<ReadManifests> {
  const reading = newReading();
  const seen = new Set<string>();
  for (const path of paths) {
    const isNew = ({ file }: InputFile): boolean => {
      const place = path === "-" ? "-" : resolve(io.cwd, file);
      return !seen.has(place) && seen.add(place).has(place);
    };
    const contents = await readPath(io, path);
    await addContents(io, reading, { ...contents, files: contents.files.filter(isNew) }, prepare);
  }
  return reading;
}

/** Reads the texts of files that belong together. */
export async function readContents(
  io: CliIo,
  contents: FolderContents,
  prepare: PrepareText,
): Promise<ReadManifests> {
  const reading = newReading();
  await addContents(io, reading, contents, prepare);
  return reading;
}

interface Reading extends ReadManifests {
  readonly files: string[];
  readonly order: string[];
  readonly documents: SourceDocument[];
  readonly sources: Map<string, string>;
  readonly texts: Map<string, string>;
  readonly diagnostics: Diagnostic[];
}

function newReading(): Reading {
  return {
    files: [],
    order: [],
    documents: [],
    sources: new Map(),
    texts: new Map(),
    diagnostics: [],
  };
}

async function addContents(
  io: CliIo,
  reading: Reading,
  contents: FolderContents,
  prepare: PrepareText,
): Promise<void> {
  reading.diagnostics.push(...contents.diagnostics);
  reading.order.push(...namesOf(contents));
  for (const input of contents.files) {
    reading.files.push(input.file);
    const text = decode(input.bytes);
    if (text !== undefined) {
      const mark = hasMark(input.bytes) ? "\uFEFF" : "";
      reading.texts.set(input.file, mark + text);
    }
    const read = readFile({ ...input, text }, prepare, reading.sources);
    reading.diagnostics.push(...read.diagnostics);
    reading.documents.push(...(read.ok ? read.value : []));
    await pause(io.signal);
  }
}

/** Files of a folder are in the order of their names, whether they could be read or not. */
function namesOf({ files, diagnostics }: FolderContents): readonly string[] {
  const unread = diagnostics.flatMap(({ source }) => source?.file ?? []);
  return [...files.map(({ file }) => file), ...unread].toSorted((a, b) => (a < b ? -1 : 1));
}

async function readPath(io: CliIo, path: string): Promise<FolderContents> {
  const { cwd, signal } = io;
  return (
    (await readNoFolder(io, path)) ??
    (await untilStopped(signal, readFolderContents(path, { cwd })))
  );
}

/**
 * Reads one file, or standard input.
 *
 * @returns undefined if it is a folder
 */
export async function readNoFolder(io: CliIo, path: string): Promise<FolderContents | undefined> {
  const { cwd, stdin, signal } = io;
  const input = await untilStopped(signal, readInput(path, { cwd, stdin }));
  if (input.ok) {
    return { files: [input.value], diagnostics: input.diagnostics };
  }
  const isFolder = input.diagnostics.some(({ code }) => code === "FILE_IS_FOLDER");
  return isFolder ? undefined : { files: [], diagnostics: input.diagnostics };
}

/** Findings about a text that was prepared have no place in it: they are shown at its beginning. */
function readFile(
  { file, bytes, text }: InputFile & { readonly text: string | undefined },
  prepare: PrepareText,
  sources: Map<string, string>,
): Parsed<readonly SourceDocument[]> {
  const prepared = text === undefined ? undefined : prepare(text);
  const whole = prepared?.ok === true ? prepared.value : text;
  if (whole !== undefined) {
    sources.set(file, whole);
  }
  const before = (prepared?.diagnostics ?? []).map((found) => ({
    ...found,
    source: found.source ?? { file, line: 1, column: 1 },
  }));
  if (hasErrors(before)) {
    return { ok: false, diagnostics: before };
  }
  // Templates of CloudFormation lie in folders of manifests, and are no faulty ones.
  const options = { file, traps: "warning", tags: "cloudformation" } as const;
  const read = readText(whole ?? bytes, options);
  return { ...read, diagnostics: [...before, ...read.diagnostics] };
}

function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
