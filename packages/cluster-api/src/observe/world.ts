import type { Diagnostic, FoundReference, ImageCarrier } from "@imagewright/core";

import type { ObjectIndex } from "./object-index.ts";
import type { ObserveOptions } from "./observation.ts";
import { type Finding, foreignFinding, type PlacedObject } from "./placed-object.ts";
import type { ReferenceGraph } from "./reference-graph.ts";

/** Everything an observation looks things up in, and where its findings go. */
export interface World {
  readonly index: ObjectIndex;
  readonly graph: ReferenceGraph;
  readonly options: ObserveOptions;
  readonly findings: Finding[];
  /** How images of the kind of an object are carried; undefined where no plugin knows. */
  carrierOf(placed: PlacedObject): ImageCarrier | undefined;
  /** The images an object points at. What is wrong with them is found once. */
  imagesOf(placed: PlacedObject): readonly FoundReference[];
}

/** Adds findings one by one: a fleet has more of them than a call may have arguments. */
export function addFindings(world: World, findings: readonly Finding[]): void {
  for (const found of findings) {
    world.findings.push(found);
  }
}

export function createWorld(
  parts: Pick<World, "index" | "graph" | "options">,
  findings: Finding[],
): World {
  const carriers = new Map(
    parts.options.carriers.map((carrier) => [`${carrier.group}/${carrier.kind}`, carrier]),
  );
  const read = new Map<PlacedObject, readonly FoundReference[]>();
  return {
    ...parts,
    findings,
    carrierOf: ({ address }) => carriers.get(`${address.group}/${address.kind}`),
    imagesOf(placed) {
      const known = read.get(placed);
      if (known !== undefined) {
        return known;
      }
      const parsed = parts.options.readImages(placed.object);
      const images = parsed.ok ? parsed.value : [];
      read.set(placed, images);
      findings.push(...located(placed, parsed.diagnostics));
      return images;
    },
  };
}

function located(placed: PlacedObject, diagnostics: readonly Diagnostic[]): readonly Finding[] {
  return diagnostics.map((diagnostic) => foreignFinding(placed, diagnostic));
}
