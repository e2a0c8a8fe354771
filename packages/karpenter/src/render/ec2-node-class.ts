import {
  type AmiSelectorTerm,
  type Artifact,
  type BuildContext,
  emitYaml,
  formatPointer,
  imageRequirement,
  type ManifestContext,
  type ManifestRequest,
} from "@imagewright/core";

import { effectiveFamily } from "../ami-family.ts";
import { nodeClassKinds as referenceKinds, requireTerms } from "../ami-terms.ts";
import { generationOfTarget } from "../api-generation.ts";
import type { KarpenterNodeClass } from "../node-class-model.ts";
import type { NodeClassOptions } from "../node-class-options.ts";
import type { NodeClassSpec } from "../node-class-spec.ts";
import { renderKarpenterNodeClass } from "../objects/node-class-object.ts";
import { nodeClassKinds } from "../objects/object-kinds.ts";
import type { KarpenterTarget } from "../options.ts";
import { checkAliasFamily, checkAmiTerms, termsAt } from "../rules/check-ami-terms.ts";
import { blockDevices } from "./block-devices.ts";
import { explicitTerms } from "./explicit-terms.ts";
import { formatOf, joiningUserData, selfRegistering } from "./joining-user-data.ts";
import { refuseErrors, requireObject } from "./require-object.ts";

/** Asks for the node class of one entry of a target. */
export function nodeClassRequest(
  context: BuildContext<KarpenterTarget>,
  options: NodeClassOptions,
  index: number,
): ManifestRequest {
  const { kind } = nodeClassKinds[generationOfTarget(context.target)];
  const path = `${kind === "EC2NodeClass" ? "ec2-node-class" : "aws-node-template"}-${options.name}.yaml`;
  return {
    pointer: formatPointer(["nodeClasses", index]),
    kind,
    path,
    image: imageRequirement(options, referenceKinds, context.target.region),
    render: (manifest) => renderNodeClass(context, options, { path, ...manifest }),
  };
}

function renderNodeClass(
  context: BuildContext<KarpenterTarget>,
  options: NodeClassOptions,
  { path, mode, reference }: ManifestContext & { readonly path: string },
): Artifact {
  const terms = requireTerms(reference);
  assertTerms(terms, context, options);
  const selected = selection(context, options, terms);
  const userData = userDataOf(context, options);
  const rendered = renderKarpenterNodeClass(
    {
      name: options.name,
      ...selected,
      ...(mode === "complete" && instanceOptions(context, options)),
      ...(userData !== undefined && { userData }),
      ...(mode === "complete" && diskOptions(context, options, terms)),
    },
    generationOfTarget(context.target),
  );
  return { path, mediaType: "application/yaml", text: emitYaml(requireObject(rendered)) };
}

/** Family and images: an alias says its family itself, and before v1 a family alone its image. */
function selection(
  { image, target }: BuildContext<KarpenterTarget>,
  options: NodeClassOptions,
  terms: readonly AmiSelectorTerm[],
): Pick<KarpenterNodeClass, "amiFamily" | "amiSelectorTerms"> {
  const amiFamily = effectiveFamily(options, image, terms);
  if (generationOfTarget(target) !== "v1") {
    const amiSelectorTerms = explicitTerms(terms);
    return { amiFamily, ...(amiSelectorTerms !== undefined && { amiSelectorTerms }) };
  }
  const hasAlias = terms.some(({ alias }) => alias !== undefined);
  return {
    ...(!(hasAlias && options.amiFamily === undefined) && { amiFamily }),
    amiSelectorTerms: terms,
  };
}

type InstanceOptions = Omit<NodeClassSpec, "amiFamily" | "userData">;

function instanceOptions(
  { target }: BuildContext<KarpenterTarget>,
  options: NodeClassOptions,
): InstanceOptions {
  const kept = instanceFields
    .filter((field) => field !== "kubelet" || generationOfTarget(target) === "v1")
    .flatMap((field) => (options[field] === undefined ? [] : [[field, options[field]] as const]));
  return Object.fromEntries(kept);
}

/** In the order they are written. */
const instanceFields = [
  "role",
  "instanceProfile",
  "subnetSelectorTerms",
  "securityGroupSelectorTerms",
  "capacityReservationSelectorTerms",
  "placementGroupSelector",
  "associatePublicIPAddress",
  "ipPrefixCount",
  "networkInterfaces",
  "connectionTracking",
  "detailedMonitoring",
  "kubelet",
  "metadataOptions",
  "cpuOptions",
  "tags",
  "context",
] as const satisfies readonly (keyof InstanceOptions)[];

function diskOptions(
  { image }: BuildContext<KarpenterTarget>,
  options: NodeClassOptions,
  terms: readonly AmiSelectorTerm[],
): Pick<KarpenterNodeClass, "blockDeviceMappings" | "instanceStorePolicy"> {
  const { instanceStorePolicy } = options;
  const blockDeviceMappings = blockDevices(options, effectiveFamily(options, image, terms), image);
  return {
    ...(blockDeviceMappings !== undefined && { blockDeviceMappings }),
    ...(instanceStorePolicy !== undefined && { instanceStorePolicy }),
  };
}

function userDataOf(
  { image, target: { cluster }, overrides }: BuildContext<KarpenterTarget>,
  { node, userData }: NodeClassOptions,
): string | undefined {
  const format = node === undefined ? undefined : formatOf(node, image);
  return node === undefined || cluster === undefined || format === undefined
    ? userData
    : joiningUserData(cluster, selfRegistering(node), format, overrides);
}

/** Terms that come from a catalog are judged here: no rule has seen them. */
function assertTerms(
  terms: readonly AmiSelectorTerm[],
  { image }: BuildContext<KarpenterTarget>,
  { amiFamily }: NodeClassOptions,
): void {
  const pointer = "/spec/amiSelectorTerms";
  const kubernetes = image.kubernetes.version;
  refuseErrors([
    ...checkAmiTerms(terms, { kubernetes, ...termsAt(pointer, terms) }),
    ...checkAliasFamily(terms, amiFamily, pointer),
  ]);
}
