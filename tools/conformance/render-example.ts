import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import {
  type Artifact,
  type Diagnostic,
  hasErrors,
  type ImageCatalog,
  type Parsed,
  type RenderMode,
  renderTarget,
  toParsed,
} from "@imagewright/core";
import { locateRendering, parseCatalog, type ParsedSpec, parseSpec } from "@imagewright/core/read";

import { allPlugins } from "../plugins.ts";

const workspace = resolve(import.meta.dirname, "../..");

/** Folder of the example, relative to the workspace. */
export const exampleFolder = "examples/platform";

/** The moment the example is rendered at: images that expire later are still there. */
export const exampleMoment = "2026-11-21T00:00:00Z";

export interface ExampleInputs {
  readonly spec: ParsedSpec;
  readonly catalog: ImageCatalog;
}

/** Reads and checks the example's spec and catalog. */
export function readExample(): Parsed<ExampleInputs> {
  const [specFile, catalogFile] = ["imagewright.yaml", "catalog.yaml"].map(
    (name) => `${exampleFolder}/${name}`,
  ) as [string, string];
  const spec = parseSpec(read(specFile), { file: specFile, plugins: allPlugins });
  const catalog = parseCatalog(read(catalogFile), { file: catalogFile });
  const diagnostics = [...spec.diagnostics, ...catalog.diagnostics];
  return spec.ok && catalog.ok
    ? toParsed({ spec: spec.value, catalog: catalog.value }, diagnostics)
    : { ok: false, diagnostics };
}

/** What one target of the example became. */
export interface ExampleTarget {
  readonly name: string;
  readonly provider: string;
  readonly image: string;
  readonly artifacts: readonly Artifact[];
}

/** Renders every target of the example. */
export function renderExample(
  { spec, catalog }: ExampleInputs,
  mode: RenderMode,
): Parsed<readonly ExampleTarget[]> {
  const diagnostics: Diagnostic[] = [];
  const targets = spec.targets.map((target): ExampleTarget => {
    const artifacts = renderTarget(target, { catalog, mode, at: exampleMoment });
    diagnostics.push(...locateRendering(spec, { target: target.name, artifacts }));
    return {
      name: target.name,
      provider: target.provider,
      image: `${target.image.name}, Kubernetes ${target.image.kubernetes.version}`,
      artifacts: artifacts.ok ? artifacts.value : [],
    };
  });
  return hasErrors(diagnostics) ? { ok: false, diagnostics } : toParsed(targets, diagnostics);
}

function read(path: string): Uint8Array {
  return readFileSync(join(workspace, path));
}
