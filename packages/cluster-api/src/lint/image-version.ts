import {
  compareKubernetesVersions,
  type Diagnostic,
  formatKubernetesVersion,
  formatPointer,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type KubernetesVersion,
  type ManifestRuleContext,
  mapAt,
  parseKubernetesVersion,
} from "@imagewright/core";

import { controlPlaneGroup, coreGroup } from "../reference/cluster-api-groups.ts";
import { objectReferences } from "../reference/object-references.ts";
import { findReferenced } from "./find-referenced.ts";
import { ownVersion } from "./kubernetes-versions-of.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

/** Images whose name tells of another version than the machines are to run. */
export const imageVersionRules = rulesFor(
  {
    [coreGroup]: ["MachineDeployment", "MachineSet", "MachinePool", "Machine"],
    [controlPlaneGroup]: ["KubeadmControlPlane"],
  },
  check,
);

/** A word for Kubernetes, and a version of it shortly after. */
const versionInName =
  /(?:kube(?:rnetes)?|k8s|capa-ami|capi|kindest\/node)[^\s/?*]{0,40}?[-_.:/?]v?(?<version>1\.(?:1\d|[2-9]\d)\.\d{1,3})(?![\d.])/iu;

/** Fields that name images, whatever the provider calls them. */
const imageField = /image|ami|template|offer|sku|urn/iu;

function check({ object, manifests }: ManifestRuleContext): readonly Diagnostic[] {
  const version = parseKubernetesVersion(ownVersion(object) ?? "", "either");
  const field = objectReferences(object).find(({ role }) => role === "machineInfrastructure");
  if (version === undefined || field?.reference === undefined) {
    return [];
  }
  const target = findReferenced(manifests, object, field.reference);
  const machine =
    target === undefined
      ? undefined
      : (mapAt(target, "/spec/template/spec") ?? mapAt(target, "/spec"));
  return namedVersions(machine ?? {}, "", false)
    .filter(({ named }) => compareKubernetesVersions(named, version, "without-prerelease") !== 0)
    .slice(0, 1)
    .map(({ named, text }) =>
      clusterApiDiagnostics.report("CAPI_IMAGE_VERSION_DIFFERS", {
        message: `${field.reference?.kind ?? ""} ${field.reference?.name ?? ""} names an image of ${formatKubernetesVersion(named)}, and the machines are to run ${formatKubernetesVersion(version)}`,
        pointer: field.pointer,
        found: text,
        expected: formatKubernetesVersion(version),
      }),
    );
}

/** Versions in the texts of fields that name images. */
function namedVersions(
  value: JsonValue,
  pointer: string,
  isImage: boolean,
): readonly { readonly named: KubernetesVersion; readonly text: string }[] {
  if (typeof value === "string") {
    const found = isImage
      ? versionInName.exec(value.slice(0, 512))?.groups?.["version"]
      : undefined;
    const named = found === undefined ? undefined : parseKubernetesVersion(found);
    return named === undefined ? [] : [{ named, text: value.slice(0, 512) }];
  }
  if (isJsonObject(value)) {
    return childrenOf(value, pointer, isImage);
  }
  return typeof value === "object" && value !== null && isJsonList(value)
    ? value.flatMap((item) => namedVersions(item, pointer, isImage))
    : [];
}

function childrenOf(
  object: JsonObject,
  pointer: string,
  isImage: boolean,
): ReturnType<typeof namedVersions> {
  return Object.entries(object).flatMap(([key, child]) =>
    namedVersions(child, `${pointer}${formatPointer([key])}`, isImage || imageField.test(key)),
  );
}
