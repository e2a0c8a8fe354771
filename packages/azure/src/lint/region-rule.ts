import { infrastructureGroup, referencedObject, templateOwners } from "@imagewright/cluster-api";
import { type Diagnostic, type JsonObject, textAt } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { capzVersionOf, isBeforeRelease } from "../capz-version.ts";
import images from "../data/default-images.json" with { type: "json" };
import {
  isRegion,
  lacksReferenceImages,
  plainRegion,
  referenceGallery,
  referenceRegions,
} from "../default-image/reference-regions.ts";
import { defaultImages, lacksImage } from "./default-images.ts";
import { machineRule, type MachineRuleContext } from "./machine-rule.ts";

const { since } = images.communityGallery;

/** Machines are where their cluster is, and the project's images are published there. */
export const regionRule = machineRule((context) => {
  const { isPool, object } = context;
  const location = isPool ? textAt(object, "/spec/location") : undefined;
  const clusters = clusterRegions(context);
  return [
    ...(location === undefined ? [] : checkPool(location, clusters)),
    ...checkReferenceImage(context, location === undefined ? clusters : [location]),
  ];
});

/** Regions of the machine's clusters; of the one beside it where nobody says whose it is. */
function clusterRegions({ manifests, object }: MachineRuleContext): readonly string[] {
  const owned = templateOwners(object, manifests).flatMap(({ cluster }) =>
    cluster === undefined ? [] : (referencedObject(cluster, "infrastructure", manifests) ?? []),
  );
  const beside = manifests
    .ofKind(infrastructureGroup, "AzureCluster")
    .filter((cluster) => isSameNamespace(cluster, object));
  const clusters = owned.length > 0 ? owned : beside.length === 1 ? beside : [];
  return [...new Set(clusters.flatMap((cluster) => textAt(cluster, "/spec/location") ?? []))];
}

/** An object that names no namespace is applied to any. */
function isSameNamespace(a: JsonObject, b: JsonObject): boolean {
  const [one, other] = [a, b].map((object) => textAt(object, "/metadata/namespace"));
  return one === undefined || other === undefined || one === other;
}

function checkPool(location: string, clusters: readonly string[]): readonly Diagnostic[] {
  return clusters
    .filter(
      (region) =>
        isRegion(region) && isRegion(location) && plainRegion(region) !== plainRegion(location),
    )
    .map((region) => {
      const message = `the pool is in ${location}, its cluster in ${region}`;
      const facts = { message, pointer: "/spec/location", found: location, expected: region };
      return azureDiagnostics.report("AZURE_REGION", facts);
    });
}

function checkReferenceImage(
  context: MachineRuleContext,
  locations: readonly string[],
): readonly Diagnostic[] {
  return locations
    .filter(lacksReferenceImages)
    .filter(() => isReferenceImage(context))
    .map((region) => {
      const message = `the reference images of CAPZ are not published in ${region}`;
      const facts = {
        message,
        pointer: context.at,
        found: region,
        expected: referenceRegions.join(", "),
      };
      return azureDiagnostics.report("AZURE_REGION", facts);
    });
}

/** Whether the machine's image is one of the project's gallery, named or by default. */
function isReferenceImage(context: MachineRuleContext): boolean {
  if (!lacksImage(context)) {
    return textAt(context.machine, "/image/computeGallery/gallery") === referenceGallery;
  }
  const defaults = defaultImages(context);
  return defaults.length === 0
    ? !isBeforeRelease(capzVersionOf(context.targetVersions), since)
    : defaults.some(
        ({ image }) =>
          image.ok &&
          image.value.kind === "resolved" &&
          image.value.reference.kind === "azure-community-gallery",
      );
}
