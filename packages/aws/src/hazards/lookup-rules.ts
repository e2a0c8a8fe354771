import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type JsonObject,
  type ManifestRule,
  type ManifestRuleContext,
  ownValue,
  showValue,
} from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { isCapaSince, newestCapaVersion } from "../capa-version.ts";
import { controlPlaneGroup, fieldsAt, imagePlaceOf } from "../image-places.ts";
import { amiId } from "../lint/ami-id.ts";
import { checkFormat } from "../lint/check-lookup.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { isByName, machineImage, machineKinds } from "./machine-image.ts";

/** Account whose images are gone. */
const lostAccount = "258751437250";
const communityAccount = "819546954734";

const clusterKinds = ["AWSCluster", "AWSClusterTemplate"] as const;
const planeKinds = ["AWSManagedControlPlane", "AWSManagedControlPlaneTemplate"] as const;

/** An AMI id that is none: CAPA passes it on, and EC2 refuses it. */
export const amiIdRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    if (machine?.id === undefined || amiId.test(machine.id)) {
      return [];
    }
    const isOpen = machine.id.includes("${") || machine.id.includes("{{");
    const message = isOpen
      ? "the AMI id is a placeholder that is not filled in"
      : "the text has not the form of an AMI id, and EC2 refuses it";
    const facts = { message, pointer: `${machine.at}/ami/id`, found: showValue(machine.id) };
    return [awsDiagnostics.report(isOpen ? "AWS_AMI_ID_ODD" : "AWS_AMI_ID", facts)];
  },
};

/** Name formats that fail, are not evaluated, match any version, or too much. */
export const lookupFormatRules: readonly ManifestRule[] = [
  { group: infrastructureGroup, kinds: [...machineKinds, ...clusterKinds], check: checkFormats },
  { group: controlPlaneGroup, kinds: planeKinds, check: checkFormats },
];

function checkFormats({ object }: ManifestRuleContext): readonly Diagnostic[] {
  const { fields, at } = fieldsOf(object);
  const format = ownValue(fields, "imageLookupFormat");
  const pointer = `${at}/imageLookupFormat`;
  if (typeof format !== "string" || format === "") {
    return [];
  }
  const isWide = /\{\{[^{}]*\.(?:K8sVersion|BaseOS)\s*(?:-)?\}\}\s*\*/u.test(format);
  const message = "a wildcard follows a field directly";
  return [
    ...checkFormat(format, pointer),
    ...(isWide
      ? [
          awsHazardDiagnostics.report("AWS_LOOKUP_WIDE", {
            message,
            pointer,
            found: showValue(format),
          }),
        ]
      : []),
  ];
}

/** Accounts that own no images. */
export const lookupOwnerRules: readonly ManifestRule[] = [
  { group: infrastructureGroup, kinds: [...machineKinds, ...clusterKinds], check: checkOwner },
  { group: controlPlaneGroup, kinds: planeKinds, check: checkOwner },
];

function checkOwner({ object }: ManifestRuleContext): readonly Diagnostic[] {
  const { fields, at } = fieldsOf(object);
  const org = ownValue(fields, "imageLookupOrg");
  if (typeof org !== "string" || org === "" || org.includes("${")) {
    return [];
  }
  const facts = { pointer: `${at}/imageLookupOrg`, found: showValue(org) };
  if (org === lostAccount) {
    const message = "this account was lost by its owner, and its images are gone";
    return [awsHazardDiagnostics.report("AWS_LOOKUP_OWNER", { ...facts, message })];
  }
  const message = "owner-id is compared with the digits of an account id";
  return /^\d{12}$/u.test(org)
    ? []
    : [awsHazardDiagnostics.report("AWS_LOOKUP_OWNER", { ...facts, message })];
}

/** Lookups: another machine, another image; and whose images CAPA's default finds. */
export const lookupPinRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    if (machine === undefined || machine.id !== undefined) {
      return [];
    }
    const pointer = machine.at;
    const isPool = machine.place.of === "launch-template";
    const unpinned = isPool
      ? "the pool has no AMI: a newer one that matches starts an instance refresh"
      : "no AMI is named: every new machine takes the newest that matches";
    const owners = machine.owners.length === 0 ? [undefined] : machine.owners;
    const isDefault = owners.some(
      (owner) =>
        owner?.isEks !== true &&
        (owner?.cluster !== undefined || machine.lookup.org === communityAccount) &&
        (machine.lookup.org ?? clusterOrg(owner?.cluster) ?? communityAccount) === communityAccount,
    );
    const capaVersion = context.targetVersions["capa"] ?? newestCapaVersion;
    const lost = !isCapaSince(capaVersion, "2.7.0");
    const message = lost
      ? `the default account of CAPA ${capaVersion} was lost, and its images are gone`
      : "the images are those of CAPA's community, which are not for production";
    return [
      awsDiagnostics.report("AWS_LOOKUP_UNPINNED", { message: unpinned, pointer }),
      ...(isDefault
        ? [awsHazardDiagnostics.report("AWS_LOOKUP_COMMUNITY", { message, pointer })]
        : []),
    ];
  },
};

/** Fields that CAPA does not look at. */
export const lookupIgnoredRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    if (machine === undefined) {
      return [];
    }
    const { id, lookup, at } = machine;
    if (id !== undefined) {
      const message = "the lookup beside the AMI id is ignored";
      const pointer = `${at}/ami/id`;
      return Object.keys(lookup).length > 1
        ? [awsDiagnostics.report("AWS_LOOKUP_IGNORED", { message, pointer })]
        : [];
    }
    if (lookup.eksLookupType === undefined) {
      return [];
    }
    const facts = { pointer: `${at}/ami/eksLookupType`, found: lookup.eksLookupType };
    const isOwn = machine.owners.some(({ isEks }) => isEks === false);
    const isNamed = isByName(machine) || machine.owners.some((owner) => isByName(machine, owner));
    const message = isOwn
      ? "the cluster is not managed by EKS, so that the type is ignored"
      : "a lookup field of the machine or its cluster is set, so that the type is ignored";
    return isOwn || isNamed
      ? [awsHazardDiagnostics.report("AWS_EKS_TYPE_IGNORED", { ...facts, message })]
      : [];
  },
};

function clusterOrg(cluster: JsonObject | undefined): string | undefined {
  const org = cluster && ownValue(fieldsOf(cluster).fields, "imageLookupOrg");
  return typeof org === "string" && org !== "" ? org : undefined;
}

function fieldsOf(object: JsonObject): { readonly fields: JsonObject; readonly at: string } {
  const at = imagePlaceOf(object)?.pointer ?? "/spec";
  return { fields: fieldsAt(object, at) ?? {}, at };
}
