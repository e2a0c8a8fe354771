import type { AmiSelectorTerm, Diagnostic } from "@imagewright/core";

import { familyFacts, familyNames } from "../ami-family.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { KarpenterNodeClass } from "../node-class-model.ts";
import type { AmiFamily } from "../node-class-spec.ts";
import type { ApiGeneration } from "../objects/object-kinds.ts";
import { checkAmiTerms } from "../rules/check-ami-terms.ts";
import type { ConvertOptions } from "./convert-manifests.ts";

/** Annotation by which the conversion of 1.0 was told a version instead of `latest`. */
const aliasVersion = "compatibility.karpenter.k8s.aws/v1-alias-version";

/** A node class as v1 says the same, and what it cannot say. */
export interface ConvertedNodeClass {
  readonly nodeClass: KarpenterNodeClass;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a node class of an older generation means, in the words of v1. Pointers lead into it. */
export function convertNodeClass(
  { launchTemplate, ...nodeClass }: KarpenterNodeClass,
  generation: "alpha" | "v1beta1",
  options: ConvertOptions,
): ConvertedNodeClass {
  const diagnostics: Diagnostic[] = [];
  if (launchTemplate !== undefined) {
    const message = "v1 has no launch templates";
    const pointer = "/spec/launchTemplate";
    diagnostics.push(karpenterDiagnostics.report("KARPENTER_CONVERT_LOST", { message, pointer }));
  }
  const image = convertImage(nodeClass, generation);
  const identity = convertIdentity(nodeClass, options);
  const { amiFamily: _family, amiSelectorTerms: _terms, role: _role, ...rest } = nodeClass;
  const { instanceProfile: _profile, metadata: _metadata, ...kept } = rest;
  const metadata = withoutAliasVersion(nodeClass);
  return {
    nodeClass: {
      ...kept,
      ...(metadata !== undefined && { metadata }),
      ...image.fields,
      ...identity.fields,
      ...hopLimit(nodeClass, generation),
    },
    diagnostics: [...diagnostics, ...image.diagnostics, ...identity.diagnostics],
  };
}

type Part<Fields extends keyof KarpenterNodeClass> = {
  readonly fields: Pick<KarpenterNodeClass, Fields>;
  readonly diagnostics: readonly Diagnostic[];
};

function convertImage(
  nodeClass: KarpenterNodeClass,
  generation: ApiGeneration,
): Part<"amiFamily" | "amiSelectorTerms" | "blockDeviceMappings"> {
  const { amiFamily = "AL2", amiSelectorTerms, blockDeviceMappings, metadata } = nodeClass;
  if (amiFamily === "Ubuntu") {
    return convertUbuntu(nodeClass, generation);
  }
  if (amiSelectorTerms !== undefined) {
    return {
      fields: { amiFamily, amiSelectorTerms },
      diagnostics: [...termErrors(amiSelectorTerms, generation), ...customTaint(amiFamily)],
    };
  }
  const version = metadata?.annotations?.[aliasVersion];
  const alias = familyFacts(amiFamily).alias;
  if (alias === undefined) {
    const message = "nodes of the family Custom need an image";
    return { fields: {}, diagnostics: [lost(message, "/spec/amiFamily")] };
  }
  const term: AmiSelectorTerm = {
    alias: `${alias}@${generation === "v1beta1" ? (version ?? "latest") : "latest"}`,
  };
  const devices = blockDeviceMappings === undefined ? {} : { blockDeviceMappings };
  return { fields: { amiSelectorTerms: [term], ...devices }, diagnostics: [] };
}

/** Ubuntu boots as Amazon Linux 2 does, from a device of its own. */
function convertUbuntu(
  { amiSelectorTerms, blockDeviceMappings }: KarpenterNodeClass,
  generation: ApiGeneration,
): Part<"amiFamily" | "amiSelectorTerms" | "blockDeviceMappings"> {
  const amiFamily: AmiFamily = "AL2";
  if (amiSelectorTerms === undefined) {
    const message = "v1 has no alias of Ubuntu's images";
    return { fields: { amiFamily }, diagnostics: [lost(message, "/spec/amiFamily")] };
  }
  const devices = blockDeviceMappings ?? [
    {
      deviceName: "/dev/sda1",
      rootVolume: true,
      ebs: { encrypted: true, volumeType: "gp3" as const, volumeSize: "20Gi" },
    },
  ];
  return {
    fields: { amiFamily, amiSelectorTerms, blockDeviceMappings: devices },
    diagnostics: termErrors(amiSelectorTerms, generation),
  };
}

function termErrors(
  terms: readonly AmiSelectorTerm[],
  generation: ApiGeneration,
): readonly Diagnostic[] {
  const pointer = generation === "alpha" ? "/spec/amiSelector" : "/spec/amiSelectorTerms";
  const found = checkAmiTerms(terms, {
    pointerOf: (index) =>
      index === undefined || generation === "alpha" ? pointer : `${pointer}/${index}`,
  });
  return found.filter(({ severity }) => severity === "error");
}

function customTaint(amiFamily: AmiFamily): readonly Diagnostic[] {
  const message = "nodes have to register with karpenter.sh/unregistered:NoExecute";
  const pointer = "/spec/userData";
  return amiFamily === "Custom"
    ? [karpenterDiagnostics.report("KARPENTER_USERDATA_UNREGISTERED", { message, pointer })]
    : [];
}

function convertIdentity(
  { role, instanceProfile }: KarpenterNodeClass,
  options: ConvertOptions,
): Part<"instanceProfile" | "role"> {
  if (instanceProfile !== undefined) {
    return { fields: { instanceProfile }, diagnostics: [] };
  }
  if (role !== undefined || options.role !== undefined) {
    return { fields: { role: role ?? options.role ?? "" }, diagnostics: [] };
  }
  if (options.instanceProfile !== undefined) {
    return { fields: { instanceProfile: options.instanceProfile }, diagnostics: [] };
  }
  const message = "the nodes' instance profile is a setting of the whole installation";
  const found = karpenterDiagnostics.report("KARPENTER_CONVERT_IDENTITY", {
    message,
    pointer: "/spec/instanceProfile",
  });
  return { fields: {}, diagnostics: [found] };
}

/** The default was 2; in v1 it is 1, which keeps pods from the metadata service. */
function hopLimit(
  { metadataOptions }: KarpenterNodeClass,
  generation: ApiGeneration,
): Pick<KarpenterNodeClass, "metadataOptions"> {
  if (metadataOptions === undefined) {
    return { metadataOptions: { httpPutResponseHopLimit: 2 } };
  }
  const limit = metadataOptions.httpPutResponseHopLimit ?? (generation === "alpha" ? 1 : 2);
  return { metadataOptions: { ...metadataOptions, httpPutResponseHopLimit: limit } };
}

function withoutAliasVersion({ metadata }: KarpenterNodeClass): KarpenterNodeClass["metadata"] {
  if (metadata?.annotations === undefined) {
    return metadata;
  }
  const { [aliasVersion]: _, ...annotations } = metadata.annotations;
  const { labels } = metadata;
  return {
    ...(labels !== undefined && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

function lost(message: string, pointer: string): Diagnostic {
  const expected = familyNames.filter((name) => familyFacts(name).alias !== undefined).join(", ");
  return karpenterDiagnostics.report("KARPENTER_CONVERT_IMAGE", { message, pointer, expected });
}
