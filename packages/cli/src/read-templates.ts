import {
  type LoadedPlugin,
  noOverrides,
  type Parsed,
  type TemplateOverrides,
  toParsed,
} from "@imagewright/core";
import { readFolder } from "@imagewright/core/node";

import { allTemplates } from "./all-templates.ts";
import type { CliIo } from "./io.ts";
import { untilStopped } from "./until-stopped.ts";

/** The user's own templates after their checks. */
export interface ReadTemplates {
  readonly overrides: Parsed<TemplateOverrides>;
  /** Their texts, by file name. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Every template is the built-in one. */
export const noTemplates: ReadTemplates = { overrides: toParsed(noOverrides), sources: new Map() };

/** Reads every template of a folder, and checks it against the built-in one that it replaces. */
export async function readTemplates(
  { cwd, signal }: CliIo,
  folder: string,
  plugins: readonly LoadedPlugin[],
): Promise<ReadTemplates> {
  const files = await untilStopped(signal, readFolder(folder, { cwd, extensions: [".hbs"] }));
  if (!files.ok) {
    return { overrides: files, sources: new Map() };
  }
  const { parseOverrideFiles } = await import("@imagewright/core/template");
  const decoder = new TextDecoder();
  return {
    overrides: parseOverrideFiles(
      await allTemplates(plugins),
      files.value.map(({ file, bytes }) => ({ file, input: bytes })),
    ),
    sources: new Map(files.value.map(({ file, bytes }) => [file, decoder.decode(bytes)])),
  };
}
