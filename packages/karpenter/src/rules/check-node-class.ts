import { type Diagnostic, formatPointer, type NodeImage, showValue } from "@imagewright/core";

import { effectiveFamily, familyOfImage } from "../ami-family.ts";
import { amiTerms, nodeClassKinds } from "../ami-terms.ts";
import { generationOfTarget } from "../api-generation.ts";
import { isTooLong, selectorTagsFault } from "../aws-tags.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { NodeClassOptions } from "../node-class-options.ts";
import type { AmiFamily, SecurityGroupSelectorTerm } from "../node-class-spec.ts";
import type { ApiGeneration } from "../objects/object-kinds.ts";
import { checkAliasFamily, checkAmiTerms, termsAt } from "./check-ami-terms.ts";
import { checkChoice, checkRegion, givenReference } from "./check-choice.ts";
import { checkInstanceOptions } from "./check-instance-options.ts";
import { checkKubelet } from "./check-kubelet.ts";
import { checkUserData } from "./check-user-data.ts";
import { checkVolumes } from "./check-volumes.ts";
import type { RuleContext } from "./rule-context.ts";

/** Every problem of the target's node classes. */
export function checkNodeClasses(context: RuleContext): readonly Diagnostic[] {
  return (context.target.nodeClasses ?? []).flatMap((options, index) =>
    checkNodeClass(context, options, `/nodeClasses/${index}`),
  );
}

function checkNodeClass(
  { image, target }: RuleContext,
  options: NodeClassOptions,
  pointer: string,
): readonly Diagnostic[] {
  const kubernetes = image.kubernetes.version;
  const reference = givenReference(options, nodeClassKinds);
  const terms = reference === undefined ? undefined : amiTerms(reference);
  const family = effectiveFamily(options, image, terms);
  const at = `${pointer}/reference`;
  return [
    ...checkChoice(options, nodeClassKinds, pointer),
    ...checkRegion(reference, target.region, at),
    ...(terms === undefined ? [] : checkAmiTerms(terms, { kubernetes, ...termsAt(at, terms) })),
    ...checkAliasFamily(terms ?? [], options.amiFamily, `${pointer}/amiFamily`),
    ...checkImageFamily(options, family, image, pointer),
    ...checkIdentity(options, generationOfTarget(target), pointer),
    ...checkSelectorTerms(options, pointer),
    ...checkTags(options, pointer),
    ...checkInstanceOptions(options, pointer),
    ...checkKubelet(options.kubelet ?? {}, `${pointer}/kubelet`),
    ...checkIgnored(options, family, pointer),
    ...checkVolumes(options, family, { image, target }, pointer),
    ...checkUserData(options, family, { image, target }, pointer),
  ];
}

/** An operating system of Karpenter's own families does not boot as another one. */
function checkImageFamily(
  { amiFamily }: NodeClassOptions,
  family: AmiFamily,
  image: NodeImage,
  pointer: string,
): readonly Diagnostic[] {
  const own = familyOfImage(image);
  if (own === "Custom" || family === "Custom" || family === own) {
    return [];
  }
  const { distribution, release } = image.os;
  return [
    karpenterDiagnostics.report("KARPENTER_AMI_FAMILY", {
      message: `${distribution} ${release} does not boot as ${family}`,
      pointer: `${pointer}/${amiFamily === undefined ? "reference" : "amiFamily"}`,
      expected: own,
    }),
  ];
}

/** What Karpenter passes on to nodes of some families only. */
function checkIgnored(
  { kubelet, instanceStorePolicy }: NodeClassOptions,
  family: AmiFamily,
  pointer: string,
): readonly Diagnostic[] {
  const hasNoRaid = family === "Custom" || family.startsWith("Windows");
  const ignored = [
    ...(kubelet !== undefined && family === "Custom" ? ["kubelet"] : []),
    ...(kubelet?.podsPerCore !== undefined && family === "Bottlerocket"
      ? ["kubelet/podsPerCore"]
      : []),
    ...(instanceStorePolicy !== undefined && hasNoRaid ? ["instanceStorePolicy"] : []),
  ];
  return ignored.map((field) =>
    karpenterDiagnostics.report("KARPENTER_FIELD_IGNORED", {
      message: `Karpenter does nothing with it for the family ${family}`,
      pointer: `${pointer}/${field}`,
    }),
  );
}

/** In the alpha generation the cluster has a profile for all classes that name none. */
function checkIdentity(
  { role, instanceProfile }: NodeClassOptions,
  generation: ApiGeneration,
  pointer: string,
): readonly Diagnostic[] {
  if (generation === "alpha" && role === undefined && instanceProfile !== "") {
    return [];
  }
  if (role === "" || instanceProfile === "") {
    const message = "an empty name is no identity";
    return [karpenterDiagnostics.report("KARPENTER_IDENTITY", { message, pointer })];
  }
  if ((role === undefined) !== (instanceProfile === undefined)) {
    return [];
  }
  const message =
    role === undefined
      ? "neither role nor instanceProfile is there"
      : "role and instanceProfile are both there";
  return [karpenterDiagnostics.report("KARPENTER_IDENTITY", { message, pointer })];
}

/** Stricter than the CRD, whose rule refuses id beside tags only where every term does it. */
function checkSelectorTerms(options: NodeClassOptions, pointer: string): readonly Diagnostic[] {
  return (["subnetSelectorTerms", "securityGroupSelectorTerms"] as const).flatMap((list) =>
    options[list].flatMap((term, index) => {
      const fault = termFault(term);
      const at = `${pointer}/${list}/${index}`;
      return fault === undefined
        ? []
        : [karpenterDiagnostics.report("KARPENTER_SELECTOR_TERM", { message: fault, pointer: at })];
    }),
  );
}

function termFault(term: SecurityGroupSelectorTerm): string | undefined {
  const fields = Object.keys(term);
  const alone = fields.find((field) => field === "id" || field === "name");
  if (fields.length === 0) {
    return "the term says nothing";
  }
  if (alone !== undefined && fields.length > 1) {
    return `${alone} is not alone in its term`;
  }
  if (term.name === "") {
    return "an empty name finds nothing";
  }
  return term.tags === undefined ? undefined : selectorTagsFault(term.tags);
}

/** Keys Karpenter sets itself. */
const restricted = new Set([
  "eks:eks-cluster-name",
  "karpenter.k8s.aws/ec2nodeclass",
  "karpenter.sh/nodeclaim",
  "karpenter.sh/nodepool",
]);

function checkTags({ tags = {} }: NodeClassOptions, pointer: string): readonly Diagnostic[] {
  return Object.entries(tags)
    .filter(([key, value]) => isRestricted(key) || isTooLong(key, value))
    .map(([key]) =>
      karpenterDiagnostics.report("KARPENTER_TAG_RESTRICTED", {
        message: `the tag ${showValue(key)} cannot be set`,
        pointer: `${pointer}${formatPointer(["tags", key])}`,
      }),
    );
}

function isRestricted(key: string): boolean {
  return key === "" || restricted.has(key) || key.startsWith("kubernetes.io/cluster");
}
