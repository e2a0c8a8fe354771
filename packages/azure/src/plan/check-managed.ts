import {
  compareKubernetesVersions,
  type Diagnostic,
  isJsonObject,
  listAt,
  parseKubernetesVersion,
  showValue,
  textAt,
} from "@imagewright/core";
import type { StoredObject } from "@imagewright/core/plan";

import { planFinding } from "./plan-finding.ts";

/** Whether Cluster API's version decides what an object of AKS runs, and may be the one that is next. */
export function checkManaged(stored: StoredObject, version: string): readonly Diagnostic[] {
  return [...checkAutomatic(stored, version), ...checkPatches(stored), ...checkResources(stored)];
}

/** CAPZ refuses a version below the one that AKS has reached by itself. */
function checkAutomatic(stored: StoredObject, version: string): readonly Diagnostic[] {
  const pointer = "/status/autoUpgradeVersion";
  const found = textAt(stored.object, pointer);
  const reached = parseKubernetesVersion(found ?? "", "tolerant");
  const wanted = parseKubernetesVersion(version);
  if (
    reached === undefined ||
    wanted === undefined ||
    compareKubernetesVersions(wanted, reached, "precedence") >= 0
  ) {
    return [];
  }
  const message = `AKS has upgraded ${stored.address.name} to ${found} by itself`;
  const facts = { message, found, expected: `${version} or older` };
  return [planFinding("CAPZ_PLAN_AKS_AHEAD", { ...stored, pointer }, facts)];
}

/** Lists of JSON merge patches, by which a version reaches AKS past Cluster API. */
const patchLists = [
  "/spec/asoManagedClusterPatches",
  "/spec/asoManagedClustersAgentPoolPatches",
] as const;

const versionFields = ["kubernetesVersion", "orchestratorVersion"] as const;

function checkPatches(stored: StoredObject): readonly Diagnostic[] {
  return patchLists.flatMap((list) =>
    (listAt(stored.object, list) ?? []).flatMap((patch, index) =>
      typeof patch === "string"
        ? versionsIn(readPatch(patch)).map((field) => {
            const message = `a patch sets ${field} of what AKS is told`;
            const place = { ...stored, pointer: `${list}/${index}` };
            return planFinding("CAPZ_PLAN_AKS_PATCHED", place, { message, found: field });
          })
        : [],
    ),
  );
}

/** A text that is no JSON sets nothing that could be told. */
function readPatch(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Resources of Azure Service Operator that an AzureASOManaged object holds. */
function checkResources(stored: StoredObject): readonly Diagnostic[] {
  const list = "/spec/resources";
  return (listAt(stored.object, list) ?? []).flatMap((resource, index) =>
    versionsIn(resource).map((field) => {
      const message = `resource ${index + 1} sets ${field} itself`;
      const pointer = `${list}/${index}/spec/${field}`;
      const found = showValue(textAt(resource, `/spec/${field}`) ?? null);
      return planFinding("CAPZ_PLAN_AKS_PATCHED", { ...stored, pointer }, { message, found });
    }),
  );
}

function versionsIn(resource: unknown): readonly string[] {
  return isJsonObject(resource)
    ? versionFields.filter((field) => textAt(resource, `/spec/${field}`) !== undefined)
    : [];
}
