import { carriedMachine, infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  isSameJson,
  type JsonObject,
  listAt,
  mapAt,
  showValue,
  valueAt,
  type Webhook,
  type WebhookReview,
} from "@imagewright/core";

import { capcText } from "../capc-text.ts";
import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { affinityGroupsField } from "../machine-fields.ts";
import { machinePlaces, servedVersions } from "../parse/manifest.ts";

const offeringRequired = "spec.Offering: Required value: Offering";
/** What CAPC says to a machine without an image. */
export const templateRequired = "spec.Template: Required value: Template";

/** The machine of an object under review, and where it stands. */
interface ReviewedMachine {
  readonly kind: string;
  readonly at: string;
  readonly machine: JsonObject;
  /** Name of the field with the ids of affinity groups in this version. */
  readonly groups: string;
}

/**
 * What CAPC says to machines and machine templates. Its webhook is registered for v1beta3 alone,
 * and the API server converts older versions for it; here they are read as they stand.
 */
export const machineWebhook: Webhook = {
  group: infrastructureGroup,
  kinds: [...machinePlaces.keys()],
  versions: servedVersions,
  validate: ({ object, oldObject }: WebhookReview) => {
    const reviewed = reviewedMachine(object);
    const old = oldObject === undefined ? undefined : reviewedMachine(oldObject);
    if (reviewed === undefined) {
      return [];
    }
    return old === undefined ? checkCreation(reviewed) : checkUpdate(reviewed, old);
  },
};

function reviewedMachine(object: JsonObject): ReviewedMachine | undefined {
  const found = carriedMachine(object, machinePlaces);
  return found?.machine === undefined
    ? undefined
    : {
        kind: found.kind,
        at: found.pointer,
        machine: found.machine,
        groups: affinityGroupsField(found.version),
      };
}

function checkCreation(reviewed: ReviewedMachine): readonly Diagnostic[] {
  return [
    ...(reviewed.kind === "CloudStackMachineTemplate" ? checkAffinity(reviewed) : []),
    ...checkNamed(reviewed, "offering", "CLOUDSTACK_OFFERING_REQUIRED", offeringRequired),
    ...checkNamed(reviewed, "template", "CLOUDSTACK_TEMPLATE_REQUIRED", templateRequired),
    ...(reviewed.kind === "CloudStackMachine" ? checkNewDisk(reviewed) : []),
  ];
}

function checkAffinity({ machine, at, groups }: ReviewedMachine): readonly Diagnostic[] {
  const affinity = capcText(machine, "/affinity");
  const lower = affinity.toLowerCase();
  const found = showValue(affinity);
  const known = ["", "no", "pro", "anti"].includes(lower);
  const both = !["", "no"].includes(lower) && (listAt(machine, `/${groups}`) ?? []).length > 0;
  const invalid = `spec.Affinity: Invalid value: ${JSON.stringify(affinity)}: Affinity must be "no", "pro", "anti", or unspecified.`;
  const forbidden =
    "spec.AffinityGroupIDs: Forbidden: AffinityGroupIDs cannot be specified when Affinity is specified as anything but `no`";
  return [
    ...(known ? [] : [report("CLOUDSTACK_AFFINITY_VALUE", invalid, `${at}/affinity`, found)]),
    ...(both ? [report("CLOUDSTACK_AFFINITY", forbidden, `${at}/${groups}`)] : []),
  ];
}

function checkNamed(
  { machine, at }: ReviewedMachine,
  field: string,
  code: Code,
  message: string,
): readonly Diagnostic[] {
  if (capcText(machine, `/${field}/id`) !== "" || capcText(machine, `/${field}/name`) !== "") {
    return [];
  }
  return [report(code, message, `${at}/${field}`)];
}

function checkNewDisk(reviewed: ReviewedMachine): readonly Diagnostic[] {
  const { machine } = reviewed;
  const named = ["id", "name"].some((field) => capcText(machine, `/diskOffering/${field}`) !== "");
  return named ? checkDiskSize(reviewed) : [];
}

function checkDiskSize({ machine, at }: ReviewedMachine): readonly Diagnostic[] {
  const size = valueAt(machine, "/diskOffering/customSizeInGB");
  if (typeof size !== "number" || size >= 0) {
    return [];
  }
  const message = "spec.customSizeInGB: Forbidden: customSizeInGB";
  const pointer = `${at}/diskOffering/customSizeInGB`;
  return [report("CLOUDSTACK_DISK_SIZE", message, pointer, showValue(size))];
}

/** Texts that stay, with the name the webhook calls each by, in its order. */
const fixedTexts: readonly (readonly [pointer: string, name: string])[] = [
  ["/offering/id", "offering"],
  ["/offering/name", "offering"],
  ["/diskOffering/id", "diskOffering"],
  ["/diskOffering/name", "diskOffering"],
];
const fixedDiskTexts = ["mountPath", "device", "filesystem", "label"];
const fixedLaterTexts: readonly (readonly [pointer: string, name: string])[] = [
  ["/sshKey", "sshkey"],
  ["/template/id", "template"],
  ["/template/name", "template"],
];

function checkUpdate(reviewed: ReviewedMachine, old: ReviewedMachine): readonly Diagnostic[] {
  const { machine, at } = reviewed;
  const fixed = ([pointer, name]: readonly [string, string]): readonly Diagnostic[] =>
    capcText(machine, pointer) === capcText(old.machine, pointer)
      ? []
      : [immutable(name, `${at}${pointer}`)];
  const isMachine = reviewed.kind === "CloudStackMachine";
  const groups = listAt(machine, `/${reviewed.groups}`);
  const sameGroups = isSameJson(groups, listAt(old.machine, `/${old.groups}`));
  return [
    ...fixedTexts.flatMap(fixed),
    ...(isMachine ? checkDiskSize(reviewed) : []),
    ...(isMachine ? fixedDiskTexts.flatMap((name) => fixed([`/diskOffering/${name}`, name])) : []),
    ...fixedLaterTexts.flatMap(fixed),
    ...(isSameJson(mapAt(machine, "/details"), mapAt(old.machine, "/details"))
      ? []
      : [immutable("details", `${at}/details`)]),
    ...fixed(["/affinity", "affinity"]),
    ...(sameGroups ? [] : [immutable("AffinityGroupIDs", `${at}/${reviewed.groups}`)]),
    ...checkIdle(reviewed, old),
  ];
}

/** Fields the webhook lets pass in an update, although no machine ever sees the change. */
const idleFields = [
  "/networks",
  "/uncompressedUserData",
  "/failureDomainName",
  "/diskOffering/customSizeInGB",
  "/diskOffering/mountPath",
  "/diskOffering/device",
  "/diskOffering/filesystem",
  "/diskOffering/label",
];

function checkIdle(
  { kind, machine, at }: ReviewedMachine,
  old: ReviewedMachine,
): readonly Diagnostic[] {
  if (kind !== "CloudStackMachineTemplate") {
    return [];
  }
  return idleFields
    .filter((pointer) => !isSameJson(valueAt(machine, pointer), valueAt(old.machine, pointer)))
    .map((pointer) => {
      const message = `the change of \`${pointer.slice(1).replaceAll("/", ".")}\` reaches no machine`;
      return report("CLOUDSTACK_UPDATE_IDLE", message, `${at}${pointer}`);
    });
}

function immutable(name: string, pointer: string): Diagnostic {
  return report("CLOUDSTACK_IMMUTABLE", `spec.${name}: Forbidden: ${name}`, pointer);
}

type Code = Parameters<typeof cloudstackDiagnostics.report>[0];

function report(code: Code, message: string, pointer: string, found?: string): Diagnostic {
  return cloudstackDiagnostics.report(code, { message, pointer, found });
}
