import {
  type FoundReference,
  type ImageReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  toParsed,
} from "@imagewright/core";

import { isAmiId } from "../check-ami-id.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { impliedImage } from "./read-node-class.ts";

/** The image a NodeClaim was launched from, which Karpenter writes into its status. */
export function readNodeClaim(object: JsonObject): Parsed<readonly FoundReference[]> {
  const status = ownValue(object, "status");
  const id = isJsonObject(status) ? ownValue(status, "imageID") : undefined;
  const pointer = "/status/imageID";
  return typeof id === "string" && isAmiId(id)
    ? toParsed([{ pointer, reference: { kind: "ami", id } }])
    : toParsed([]);
}

/** Images of an AKSNodeClass: the newest of a family, always; its status says which those are. */
export function readAksNodeClass(object: JsonObject): Parsed<readonly FoundReference[]> {
  const spec = ownValue(object, "spec");
  const family = isJsonObject(spec) ? ownValue(spec, "imageFamily") : undefined;
  const status = ownValue(object, "status");
  const images = isJsonObject(status) ? ownValue(status, "images") : undefined;
  const list: readonly JsonValue[] = Array.isArray(images) ? images : [];
  const found = list.flatMap((image, index) => {
    const id = isJsonObject(image) ? ownValue(image, "id") : undefined;
    const reference = typeof id === "string" ? galleryReference(id) : undefined;
    return reference === undefined ? [] : [{ pointer: `/status/images/${index}/id`, reference }];
  });
  return toParsed(found, [impliedImage("imageFamily", family)]);
}

/** A node class of the Cluster API provider: its MachineDeployments have the image. */
export function readClusterApiNodeClass(): Parsed<readonly FoundReference[]> {
  const message = "the image is in the machine templates of the selected MachineDeployments";
  const pointer = "/spec/scalableResourceSelector";
  return toParsed(
    [],
    [karpenterDiagnostics.report("KARPENTER_IMAGE_IN_MACHINES", { message, pointer })],
  );
}

const community =
  /^\/CommunityGalleries\/(?<gallery>[^/]+)\/images\/(?<definition>[^/]+)\/versions\/(?<version>[^/]+)$/iu;
const gallery =
  /^\/subscriptions\/(?<subscriptionId>[^/]+)\/resourceGroups\/(?<resourceGroup>[^/]+)\/providers\/Microsoft\.Compute\/galleries\/(?<gallery>[^/]+)\/images\/(?<definition>[^/]+)\/versions\/(?<version>[^/]+)$/iu;

/** An image version of a gallery by its id in Azure. */
function galleryReference(id: string): ImageReference | undefined {
  const shared = community.exec(id)?.groups;
  if (shared !== undefined) {
    const { gallery: name = "", definition = "", version = "" } = shared;
    return { kind: "azure-community-gallery", gallery: name, definition, version };
  }
  const own = gallery.exec(id)?.groups;
  if (own === undefined) {
    return undefined;
  }
  const { subscriptionId = "", resourceGroup = "", gallery: name = "" } = own;
  const { definition = "", version = "" } = own;
  return {
    kind: "azure-gallery",
    subscriptionId,
    resourceGroup,
    gallery: name,
    definition,
    version,
  };
}
