import {
  type AmiSelectorTerm,
  type Artifact,
  type BuildContext,
  emitYaml,
  formatPointer,
  hasErrors,
  imageRequirement,
  type JsonObject,
  type ManifestContext,
  type ManifestRequest,
  type NodeImage,
  valueRefused,
} from "@imagewright/core";

import { effectiveFamily } from "../ami-family.ts";
import { nodeClassKinds, requireTerms } from "../ami-terms.ts";
import { karpenterVersionOf } from "../karpenter-version.ts";
import type { AmiFamily, NodeClassOptions } from "../node-class-options.ts";
import type { KarpenterTarget } from "../options.ts";
import { checkAliasFamily, checkAmiTerms } from "../rules/check-ami-terms.ts";
import { optional, sortedData } from "../sorted-data.ts";
import { blockDevices } from "./block-devices.ts";
import { formatOf, joiningUserData, selfRegistering } from "./joining-user-data.ts";

/** Asks for the EC2NodeClass of one entry of a target. */
export function nodeClassRequest(
  context: BuildContext<KarpenterTarget>,
  options: NodeClassOptions,
  index: number,
): ManifestRequest {
  const path = `ec2-node-class-${options.name}.yaml`;
  return {
    pointer: formatPointer(["nodeClasses", index]),
    kind: "EC2NodeClass",
    path,
    image: imageRequirement(options, nodeClassKinds, context.target.region),
    render: (manifest) => renderNodeClass(context, options, { path, ...manifest }),
  };
}

function renderNodeClass(
  context: BuildContext<KarpenterTarget>,
  options: NodeClassOptions,
  { path, mode, reference }: ManifestContext & { readonly path: string },
): Artifact {
  const { image, target } = context;
  const terms = requireTerms(reference);
  const family = effectiveFamily(options, image, terms);
  assertTerms(terms, image, target, options);
  const hasAlias = terms.some(({ alias }) => alias !== undefined);
  const selector: JsonObject = {
    ...(!(hasAlias && options.amiFamily === undefined) && {
      amiFamily: family,
    }),
    amiSelectorTerms: terms.map((term) => sortedData(term)),
  };
  const userData = optional("userData", userDataOf(context, options));
  const text = emitYaml({
    apiVersion: "karpenter.k8s.aws/v1",
    kind: "EC2NodeClass",
    metadata: { name: options.name },
    spec:
      mode === "snippet"
        ? { ...selector, ...userData }
        : {
            ...selector,
            ...instanceOptions(options),
            ...userData,
            ...diskOptions(image, options, family),
          },
  });
  return { path, mediaType: "application/yaml", text };
}

function instanceOptions(options: NodeClassOptions): JsonObject {
  return {
    ...optional("role", options.role),
    ...optional("instanceProfile", options.instanceProfile),
    ...optional("subnetSelectorTerms", options.subnetSelectorTerms),
    ...optional("securityGroupSelectorTerms", options.securityGroupSelectorTerms),
    ...optional("associatePublicIPAddress", options.associatePublicIPAddress),
    ...optional("detailedMonitoring", options.detailedMonitoring),
    ...optional("kubelet", options.kubelet),
    ...optional("metadataOptions", options.metadataOptions),
    ...optional("tags", options.tags),
  };
}

function diskOptions(image: NodeImage, options: NodeClassOptions, family: AmiFamily): JsonObject {
  return {
    ...optional("blockDeviceMappings", blockDevices(options, family, image)),
    ...optional("instanceStorePolicy", options.instanceStorePolicy),
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
  image: NodeImage,
  target: KarpenterTarget,
  { amiFamily }: NodeClassOptions,
): void {
  const pointer = "/spec/amiSelectorTerms";
  const found = [
    ...checkAmiTerms(terms, image, karpenterVersionOf(target), pointer),
    ...checkAliasFamily(terms, amiFamily, pointer),
  ];
  if (hasErrors(found)) {
    const first = found.find(({ severity }) => severity === "error");
    throw valueRefused("karpenter", first?.pointer ?? "", first?.message ?? "", first?.hint);
  }
}
