import { type Parsed, ownValue, showValue, toParsed } from "@imagewright/core";

import { isBeforeRelease } from "../capz-version.ts";
import images from "../data/default-images.json" with { type: "json" };
import { isImageVersion } from "../image-version.ts";
import { type DefaultImage, type ReadQuestion, refuseDefault } from "./default-image-question.ts";

const { communityGallery, marketplace } = images;

/** Since CAPZ 1.18: the community gallery of the project, or a frozen image of the marketplace. */
export function communityDefault(question: ReadQuestion): Parsed<DefaultImage> {
  const definition =
    question.osType === "Windows"
      ? windowsDefinition(question)
      : { ok: true as const, name: communityGallery.linuxDefinition };
  if (!definition.ok) {
    return refuseDefault("AZURE_DEFAULT_IMAGE_REFUSED", definition.message, definition.found);
  }
  const { capzVersion, versionText } = question;
  const frozen = frozenImage(question);
  if (frozen !== undefined) {
    return toParsed(frozen);
  }
  if (!isImageVersion(versionText)) {
    const message = `CAPZ asks for version ${versionText} of the gallery image, and no gallery has such a version`;
    return refuseDefault("AZURE_DEFAULT_IMAGE_VERSION", message, showValue(versionText));
  }
  return toParsed({
    kind: "resolved",
    reference: {
      kind: "azure-community-gallery",
      gallery: communityGallery.gallery,
      definition: definition.name,
      version: versionText,
    },
    explanation: [
      `CAPZ ${capzVersion} takes images from its community gallery, as every release since ${communityGallery.since}`,
      `the image definition for ${question.osType} is ${definition.name}`,
      `the version of the image is the Kubernetes version ${versionText}`,
    ],
  });
}

type Definition =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly message: string; readonly found: string };

function windowsDefinition({
  capzVersion,
  runtime = "",
  windowsServerVersion = "",
}: ReadQuestion): Definition {
  if (runtime !== "" && runtime !== "containerd") {
    return { ok: false, message: `unsupported runtime ${runtime}`, found: showValue(runtime) };
  }
  const asked = /^windows-(?<year>\d{4})$/u.exec(windowsServerVersion)?.groups?.["year"];
  if (windowsServerVersion !== "" && asked === undefined) {
    const message = `unsupported osAndVersion ${windowsServerVersion}`;
    return { ok: false, message, found: showValue(windowsServerVersion) };
  }
  const usual = communityGallery.windowsYears.find(
    ({ since }) => !isBeforeRelease(capzVersion, since),
  );
  const year = asked ?? usual?.year ?? "";
  return { ok: true, name: communityGallery.windowsDefinition.replace("{year}", year) };
}

/** The images of older Kubernetes versions, kept so that an upgrade of CAPZ replaces no machine. */
function frozenImage({ osType, versionText }: ReadQuestion): DefaultImage | undefined {
  const isWindows = osType === "Windows";
  const { sku, versions } = isWindows ? marketplace.frozen.windows : marketplace.frozen.linux;
  const version = ownValue(versions, versionText);
  if (typeof version !== "string") {
    return undefined;
  }
  const offer = isWindows ? marketplace.windowsOffer : marketplace.linuxOffer;
  const { publisher } = marketplace;
  return {
    kind: "resolved",
    reference: { kind: "azure-marketplace", publisher, offer, sku, version, thirdParty: false },
    explanation: [
      `CAPZ keeps the marketplace image of Kubernetes ${versionText}, so that its upgrade replaces no machine`,
      ...(isWindows ? [`the SKU is ${sku}, whatever year is asked for`] : []),
      "the offer is frozen: it gets no new versions",
    ],
  };
}
