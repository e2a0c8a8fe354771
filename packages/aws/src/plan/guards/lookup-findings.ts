import {
  type ClusterState,
  type Diagnostic,
  type ManifestRule,
  manifestSet,
  objectKind,
} from "@imagewright/core";
import type { PlanObjects, StoredObject } from "@imagewright/core/plan";

import { lookupFormatRules } from "../../lint/lookup-format-rules.ts";
import { lookupOwnerRules } from "../../lint/lookup-owner-rules.ts";
import { fieldOf } from "../group-objects.ts";
import type { ImageSource } from "../image-source.ts";
import { capaPlanDiagnostics } from "../plan-diagnostics.ts";

/** Patterns that match nothing, or more than they should. */
const rules: readonly ManifestRule[] = [...lookupFormatRules, ...lookupOwnerRules];

const alone = manifestSet([]);

/** What may go wrong where a machine, or its cluster, describes the name of the image. */
export function lookupFindings(
  machine: StoredObject,
  source: ImageSource,
  { controlPlane, infrastructure }: ClusterState,
  objects: PlanObjects,
): readonly Diagnostic[] {
  if (source.by === "default") {
    const message = `${machine.address.kind} ${machine.address.name} takes the newest of what CAPA's community publishes`;
    const facts = { message, ...fieldOf(machine, "") };
    return [capaPlanDiagnostics.report("CAPA_PLAN_LOOKUP_DEFAULT", facts)];
  }
  if (source.by !== "name") {
    return [];
  }
  const addresses = [controlPlane?.place.object, infrastructure?.target];
  const defaults = addresses.flatMap((address) => (address && objects.find(address)) ?? []);
  return [machine, ...defaults].flatMap(checkLookup);
}

function checkLookup(stored: StoredObject): readonly Diagnostic[] {
  const { object } = stored;
  const kind = objectKind(object);
  return kind === undefined
    ? []
    : rules
        .filter((rule) => rule.group === kind.group && rule.kinds.includes(kind.kind))
        .flatMap(({ check }) => check({ ...kind, object, manifests: alone, targetVersions: {} }))
        .map((found) => ({ ...found, ...fieldOf(stored, found.pointer) }));
}
