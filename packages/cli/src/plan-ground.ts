import { type Diagnostic, type LoadedPlugin } from "@imagewright/core";
import type { PlanOptions } from "@imagewright/core/plan";

import type { CommandContext } from "./command-context.ts";
import { exitCodes } from "./exit-code.ts";
import { CommandFailure } from "./failure.ts";
import { type PlanRequest, planOptionsOf } from "./make-plan.ts";
import { readCatalog } from "./read-catalog.ts";
import { readIntent } from "./read-intent.ts";
import type { PrepareText } from "./read-manifests.ts";
import { readVariables } from "./read-variables.ts";

/** Everything that plans are made from but the manifests. */
export interface PlanGround {
  readonly plugins: readonly LoadedPlugin[];
  readonly options: PlanOptions;
  readonly prepare: PrepareText;
  /** Texts by file name. */
  readonly sources: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads what is needed before the first manifest is.
 *
 * @throws {CommandFailure} with everything that is wrong with the intent, the catalog or the
 *   variables
 */
export async function readPlanGround(
  { io, loadPlugins }: CommandContext,
  request: PlanRequest,
): Promise<PlanGround> {
  const { intent, sources: intentText } = await readIntent(io, request.intentFile, request.intent);
  const { catalog, sources: catalogText } = await readCatalog(io, request.catalog);
  const sources = new Map([...intentText, ...catalogText]);
  const diagnostics = [...intent.diagnostics, ...catalog.diagnostics];
  if (!intent.ok || !catalog.ok) {
    throw new CommandFailure(exitCodes.findings, diagnostics, sources);
  }
  const prepare = await readVariables(io, request.variables);
  const plugins = await loadPlugins();
  const options = await planOptionsOf(request, plugins, intent.value, catalog.value);
  return { plugins, options, prepare, sources, diagnostics };
}
