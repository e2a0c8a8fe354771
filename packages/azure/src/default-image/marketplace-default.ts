import {
  type Diagnostic,
  type KubernetesVersion,
  ownValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { isBeforeRelease } from "../capz-version.ts";
import images from "../data/default-images.json" with { type: "json" };
import { latestVersion } from "../image-version.ts";
import {
  type DefaultImage,
  type DefaultImageQuery,
  type ReadQuestion,
  refuseDefault,
} from "./default-image-question.ts";
import { marketplaceSystem } from "./marketplace-system.ts";

const { marketplace } = images;

/** Before CAPZ 1.18: an image of the marketplace, found by its SKU or by a listing. */
export function marketplaceDefault(question: ReadQuestion): Parsed<DefaultImage> {
  const system = marketplaceSystem(question);
  if (!system.ok) {
    return refuseDefault("AZURE_DEFAULT_IMAGE_REFUSED", system.message, system.found);
  }
  const { capzVersion, osType, version } = question;
  const offer = osType === "Windows" ? marketplace.windowsOffer : marketplace.linuxOffer;
  const before = [
    `CAPZ ${capzVersion} takes images of the marketplace, as every release before ${images.communityGallery.since}`,
    `the system is ${system.name}`,
  ];
  if (isBeforeRelease(capzVersion, marketplace.listedSince) || isVersionInSku(version)) {
    const { major, minor, patch } = version;
    const sku = `k8s-${major}dot${minor}dot${patch}-${system.name}`;
    return toParsed({
      kind: "resolved",
      reference: referenceTo(offer, sku, latestVersion),
      explanation: [
        ...before,
        `the SKU ${sku} names the Kubernetes version, and its latest version is taken`,
      ],
    });
  }
  return listedDefault(question, offer, `${system.name}-gen1`, before);
}

function referenceTo(offer: string, sku: string, version: string): Reference {
  const { publisher } = marketplace;
  return { kind: "azure-marketplace", publisher, offer, sku, version, thirdParty: false };
}

type Reference = Extract<DefaultImage, { kind: "resolved" }>["reference"];

function isVersionInSku({ major, minor, patch }: KubernetesVersion): boolean {
  const { allBelowMinor, lastPatchOfMinor } = marketplace.versionInSku;
  const last = ownValue(lastPatchOfMinor, String(minor));
  return major === 1 && (minor < allBelowMinor || (typeof last === "number" && patch <= last));
}

function listedDefault(
  question: ReadQuestion,
  offer: string,
  sku: string,
  before: readonly string[],
): Parsed<DefaultImage> {
  const { version, listedVersions } = question;
  const query = queryFor(offer, sku, `${version.major}${version.minor}.${version.patch}`);
  const rule = `of the versions of SKU ${sku} in the region, sorted backwards as text, the first that starts with ${query.versionPrefix} is taken`;
  const explanation = [...before, rule];
  if (listedVersions === undefined) {
    return toParsed({ kind: "needs-listing", query, explanation });
  }
  const chosen = listedVersions.toSorted().findLast((one) => one.startsWith(query.versionPrefix));
  if (chosen === undefined) {
    const message = `no VM image found for publisher "${query.publisher}" offer "${offer}" sku "${sku}" with Kubernetes version "${question.kubernetesVersion}"`;
    return refuseDefault("AZURE_DEFAULT_IMAGE_REFUSED", message, showValue(listedVersions));
  }
  const reference = referenceTo(offer, sku, chosen);
  const isOther = !chosen.startsWith(`${query.versionPrefix}.`);
  return toParsed(
    { kind: "resolved", reference, explanation: [...explanation, `that is ${chosen}`] },
    isOther ? [otherPatch(question.versionText, chosen)] : [],
  );
}

function queryFor(offer: string, sku: string, versionPrefix: string): DefaultImageQuery {
  const { publisher } = marketplace;
  const words = `--location LOCATION --publisher ${publisher} --offer ${offer} --sku ${sku} --all`;
  return {
    publisher,
    offer,
    sku,
    versionPrefix,
    command: ["az", "vm", "image", "list", ...words.split(" ")],
    path: `/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}/publishers/${publisher}/artifacttypes/vmimage/offers/${offer}/skus/${sku}/versions`,
  };
}

/** The prefix has no dot at its end: `128.1` fits `128.12.20240717` as well. */
function otherPatch(asked: string, chosen: string): Diagnostic {
  const message = `CAPZ takes ${chosen} for Kubernetes ${asked}: it compares texts, and the image is of another patch release`;
  const facts = { message, found: chosen };
  return azureDiagnostics.report("AZURE_DEFAULT_IMAGE_PATCH", facts);
}
