import {
  imageCatalogSchema,
  type JsonObject,
  type LoadedPlugin,
  nodeImageSchema,
} from "@imagewright/core";
import { upgradeIntentSchema, upgradePlanSchema } from "@imagewright/core/plan";

import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { composeSpecSchema } from "../compose-spec-schema.ts";
import { exitCodes } from "../exit-code.ts";
import { artifactTree } from "../output/artifact-tree.ts";
import type { SchemaReport } from "../output/json-report.ts";
import { refuseUnknown } from "../refuse-unknown.ts";
import { writeOut } from "../write-out.ts";

interface NamedSchema {
  readonly name: string;
  readonly title: string;
  readonly load: () => Promise<JsonObject>;
}

/** Lists the JSON Schemas, prints one, or writes them to a folder. */
export async function printSchema(
  { io, loadPlugins }: CommandContext,
  name: string | undefined,
  out: string | undefined,
): Promise<CommandResult> {
  const known = namedSchemas(await loadPlugins());
  refuseUnknown(
    "CLI_SCHEMA_UNKNOWN",
    "schema",
    name === undefined ? [] : [name],
    known.map((one) => one.name),
  );
  const wanted = known.filter((one) => name === undefined || one.name === name);
  const titles = wanted.map((one) => ({ name: one.name, title: one.title }));
  if (name === undefined && out === undefined) {
    const lines = titles.map((one) => `${one.name.padEnd(12)} ${one.title}\n`);
    return result({ schemas: titles }, lines.join(""));
  }
  const loaded = await Promise.all(
    wanted.map(async ({ load, ...one }) => ({
      name: one.name,
      title: one.title,
      schema: await load(),
    })),
  );
  if (out === undefined) {
    return result({ schemas: loaded }, loaded.map(({ schema }) => toText(schema)).join(""));
  }
  const artifacts = loaded.map(({ schema, ...one }) => ({
    path: `${one.name}.schema.json`,
    mediaType: "application/schema+json",
    text: toText(schema),
  }));
  const written = await writeOut(io, out, artifacts);
  return result({ schemas: titles, out }, artifactTree(out, written, { dryRun: false }));
}

function namedSchemas(plugins: readonly LoadedPlugin[]): readonly NamedSchema[] {
  return [
    {
      name: "spec",
      title: "Spec file: images, and the targets of every provider",
      load: () => composeSpecSchema(plugins),
    },
    { name: "catalog", title: "Catalog file: built images", load: () => imageCatalogSchema.load() },
    { name: "node-image", title: "One image of a spec", load: () => nodeImageSchema.load() },
    {
      name: "intent",
      title: "Intent file of a plan: where clusters are to go",
      load: () => upgradeIntentSchema.load(),
    },
    {
      name: "plan",
      title: "What `plan --out` writes as plan.json",
      load: () => upgradePlanSchema.load(),
    },
    {
      name: "report",
      title: "What the commands print with `--format json`",
      load: async () => (await import("../schemas/json-report.ts")).jsonReportSchema.load(),
    },
    ...plugins.map((plugin) => ({
      name: plugin.id,
      title: `Target of a spec: ${plugin.title}`,
      load: () => plugin.targetSchema(),
    })),
  ];
}

function toText(schema: JsonObject): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function result(facts: Pick<SchemaReport, "out" | "schemas">, text: string): CommandResult {
  const report: SchemaReport = {
    formatVersion: 1,
    command: "schema",
    ok: true,
    exitCode: exitCodes.done,
    diagnostics: [],
    ...facts,
  };
  return { report, text, sources: new Map() };
}
