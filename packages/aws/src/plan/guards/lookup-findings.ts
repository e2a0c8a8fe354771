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
  if (source.by !== "name") {
    return [];
  }
  const addresses = [controlPlane?.place.object, infrastructure?.target];
  const defaults = addresses.flatMap((address) => (address && objects.find(address)) ?? []);
  return [machine, ...defaults].flatMap(checkLookup);
}

/** Said once for all groups: none of them says anything of an image. */
export function defaultLookups(machines: ReadonlyMap<string, StoredObject>): readonly Diagnostic[] {
  const [first] = machines.values();
  if (first === undefined) {
    return [];
  }
  const names = [...machines.keys()];
  const message = `${names.join(", ")}: machines are of the newest image that CAPA's community publishes`;
  const facts = { message, ...fieldOf(first, "") };
  return [capaPlanDiagnostics.report("CAPA_PLAN_LOOKUP_DEFAULT", facts)];
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
