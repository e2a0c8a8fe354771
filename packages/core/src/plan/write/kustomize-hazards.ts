import type { Diagnostic } from "../../diagnostic.ts";
import { formatObjectAddress, type ObjectAddress } from "../object-address.ts";
import { createKustomizationGraph, normalPath } from "./kustomizations.ts";
import { type KustomizePatch, patchesOf } from "./kustomize-patches.ts";
import type { NetChange } from "./net-changes.ts";
import { planWriteDiagnostics } from "./write-diagnostics.ts";

/** Finds what kustomize would make of edits besides what they say. */
export interface KustomizeHazards {
  /** @param file - that of the object */
  of(file: string, change: NetChange): readonly Diagnostic[];
}

export function createKustomizeHazards(sources: ReadonlyMap<string, string>): KustomizeHazards {
  const graph = createKustomizationGraph(sources);
  const texts = new Map([...sources].map(([file, text]) => [normalPath(file), text]));
  const patches = new Map<string, readonly KustomizePatch[]>();
  return {
    of(file, change) {
      const fitting = graph.of(file).flatMap((kustomization) => {
        const own = patches.get(kustomization.file) ?? patchesOf(kustomization, texts);
        patches.set(kustomization.file, own);
        return own;
      });
      return judge(change, fitting);
    },
  };
}

function judge(change: NetChange, patches: readonly KustomizePatch[]): readonly Diagnostic[] {
  if (change.change === "copy") {
    const lost = patches.filter(({ fits }) => fits(change.of) && !fits(change.object));
    return distinct(lost).map((file) => report("PLAN_WRITE_KUSTOMIZE_COPY", change.of, file));
  }
  const fields = change.change === "patch" ? change.fields : [];
  const hit = patches.filter(
    ({ fits, touches }) => fits(change.object) && fields.some(({ pointer }) => touches(pointer)),
  );
  return distinct(hit).map((file) => report("PLAN_WRITE_KUSTOMIZE_PATCH", change.object, file));
}

function distinct(patches: readonly KustomizePatch[]): readonly string[] {
  return [...new Set(patches.map(({ file }) => file))];
}

function report(
  code: "PLAN_WRITE_KUSTOMIZE_COPY" | "PLAN_WRITE_KUSTOMIZE_PATCH",
  address: ObjectAddress,
  file: string,
): Diagnostic {
  const message = `this kustomization patches ${formatObjectAddress(address)}`;
  return planWriteDiagnostics.report(code, { message, source: { file, line: 1, column: 1 } });
}
