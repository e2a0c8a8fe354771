import type { LoadedPlugin, TemplateSource } from "@imagewright/core";
import { templateFileName } from "@imagewright/core/template";

import { allTemplates } from "../all-templates.ts";
import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import { artifactTree } from "../output/artifact-tree.ts";
import type { ReportedTemplate, TemplatesReport } from "../output/json-report.ts";
import { refuseUnknown } from "../refuse-unknown.ts";
import { writeOut } from "../write-out.ts";

/** Lists the built-in templates, prints one, or writes them to a folder. */
export async function printTemplates(
  { io, loadPlugins }: CommandContext,
  name: string | undefined,
  out: string | undefined,
): Promise<CommandResult> {
  const plugins = await loadPlugins();
  const known = await allTemplates(plugins);
  refuseUnknown(
    "CLI_TEMPLATE_UNKNOWN",
    "template",
    name === undefined ? [] : [name],
    known.map((one) => one.name),
  );
  const users = await usersOf(plugins);
  const wanted = known.filter((one) => name === undefined || one.name === name);
  const listed = wanted.map((one) => describe(one, users));
  if (out !== undefined) {
    const artifacts = wanted.map(({ name: one, dialect, source }) => ({
      path: templateFileName(one, dialect),
      mediaType: "text/plain",
      text: source,
    }));
    const written = await writeOut(io, out, artifacts);
    const text = artifactTree(out, written, { dryRun: false });
    return result({ templates: listed, out }, text);
  }
  if (name === undefined) {
    return result({ templates: listed }, listed.map(listLine).join(""));
  }
  const whole = wanted.map((one) => ({
    ...describe(one, users),
    source: one.source,
    schema: one.schema,
  }));
  return result({ templates: whole }, wanted.map(({ source }) => source).join(""));
}

/** Ids of the providers that render from a template, by its name. */
async function usersOf(
  plugins: readonly LoadedPlugin[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const users = new Map<string, readonly string[]>();
  for (const plugin of plugins) {
    for (const { name } of await plugin.templates()) {
      users.set(name, [...(users.get(name) ?? []), plugin.id]);
    }
  }
  return users;
}

function describe(
  { name, dialect }: TemplateSource,
  users: ReadonlyMap<string, readonly string[]>,
): ReportedTemplate {
  const providers = users.get(name) ?? [];
  return { name, dialect, file: templateFileName(name, dialect), providers };
}

function listLine({ name, file, providers }: ReportedTemplate): string {
  return `${name.padEnd(17)} ${file.padEnd(29)} ${providers.join(", ") || "plans"}\n`;
}

function result(facts: Pick<TemplatesReport, "out" | "templates">, text: string): CommandResult {
  const report: TemplatesReport = {
    formatVersion: 1,
    command: "templates",
    ok: true,
    exitCode: exitCodes.done,
    diagnostics: [],
    ...facts,
  };
  return { report, text, sources: new Map() };
}
