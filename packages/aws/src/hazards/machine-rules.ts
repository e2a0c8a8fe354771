import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type ManifestRule,
  objectKind,
  ownValue,
} from "@imagewright/core";

import { missingFields } from "../capa-fields.ts";
import { newestCapaVersion } from "../capa-version.ts";
import { imageOwners } from "../image-owners.ts";
import { controlPlaneGroup, fieldsAt, imagePlaceOf } from "../image-places.ts";
import { instanceArchitecture } from "../instance-architecture.ts";
import { checkVolume } from "../lint/check-volume.ts";
import type { AwsVolumeType } from "../volume-type.ts";
import { childFields, type Fields, listFields, numberOf, textOf } from "../webhooks/fields.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { machineImage, machineKinds } from "./machine-image.ts";

const volumeTypes: readonly AwsVolumeType[] = [
  "gp2",
  "gp3",
  "io1",
  "io2",
  "sc1",
  "st1",
  "standard",
];

/** A machine that CAPA has nothing to look up for. */
export const versionRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    const isOpen = machine?.owners.some(({ version }) => version === undefined) ?? false;
    if (machine === undefined || !isOpen) {
      return [];
    }
    if (machine.id === undefined) {
      const message = "neither an AMI id nor the version of the owner is set";
      return [awsHazardDiagnostics.report("AWS_VERSION_MISSING", { message, pointer: machine.at })];
    }
    const message = "the owner says no version beside the AMI";
    const pointer = `${machine.at}/ami/id`;
    return machine.owners.some(
      ({ kind, version }) => kind === "MachinePool" && version === undefined,
    )
      ? [awsHazardDiagnostics.report("AWS_VERSION_UNSAID", { message, pointer })]
      : [];
  },
};

/** Volumes that EC2 refuses, and names of root devices. */
export const volumeRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check({ object }) {
    const machine = placeOf(object);
    if (machine === undefined) {
      return [];
    }
    const root = childFields(machine, "rootVolume");
    const others = listFields(machine, "nonRootVolumes").filter(
      (volume) => !["sc1", "st1"].includes(textOf(volume, "type")),
    );
    const message = "the root volume has a device name";
    return [
      ...(textOf(root, "deviceName") === ""
        ? []
        : [
            awsHazardDiagnostics.report("AWS_ROOT_DEVICE_NAME", {
              message,
              pointer: `${root.at}/deviceName`,
            }),
          ]),
      ...[root, ...others].flatMap(limitsOf),
    ];
  },
};

/** What the webhooks of CAPA let pass and EC2 does not: zero iops count as left out. */
function limitsOf(volume: Fields): readonly Diagnostic[] {
  const type = volumeTypes.find((known) => known === textOf(volume, "type"));
  const iops = numberOf(volume, "iops") ?? 0;
  return type === undefined
    ? []
    : checkVolume(
        {
          type,
          size: numberOf(volume, "size"),
          iops: iops === 0 ? undefined : iops,
          throughput: numberOf(volume, "throughput"),
          of: "machine",
        },
        volume.at,
      );
}

/** Ignition without the bucket it fetches from. */
export const ignitionBucketRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["AWSMachineTemplate", "AWSMachine", "AWSMachinePool"],
  check({ object, manifests }) {
    const at =
      objectKind(object)?.kind === "AWSMachinePool"
        ? "/spec"
        : (imagePlaceOf(object)?.pointer ?? "");
    const ignition = fieldsAt(object, `${at}/ignition`);
    const storage = ignition && (ownValue(ignition, "storageType") ?? "ClusterObjectStore");
    const isWithout = imageOwners(object, manifests).some(
      ({ cluster, isEks }) =>
        isEks === false &&
        cluster !== undefined &&
        !isJsonObject(ownValue(fieldsAt(cluster, "/spec") ?? {}, "s3Bucket")),
    );
    const message = "the AWSCluster has no s3Bucket";
    const pointer = `${at}/ignition/storageType`;
    return storage === "ClusterObjectStore" && isWithout
      ? [awsHazardDiagnostics.report("AWS_IGNITION_BUCKET", { message, pointer })]
      : [];
  },
};

/** Metadata that containers cannot reach. */
export const hopLimitRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check({ object }) {
    const machine = placeOf(object);
    const options = machine && childFields(machine, "instanceMetadataOptions");
    const isShort =
      options !== undefined &&
      textOf(options, "httpTokens") === "required" &&
      (numberOf(options, "httpPutResponseHopLimit") ?? 1) < 2;
    const message = "tokens are required, and reach one hop only";
    return isShort
      ? [
          awsHazardDiagnostics.report("AWS_HOP_LIMIT", {
            message,
            pointer: `${options.at}/httpPutResponseHopLimit`,
          }),
        ]
      : [];
  },
};

/** Pools that keep old instances, show their bootstrap data, or mix architectures. */
export const machinePoolRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["AWSMachinePool"],
  check(context) {
    const machine = machineImage(context);
    const pool: Fields = { at: "/spec", data: fieldsAt(context.object, "/spec") ?? {} };
    const isDisabled = childFields(pool, "refreshPreferences").data["disable"] === true;
    const isPlain = fieldsAt(context.object, "/spec/ignition") === undefined;
    const overrides = listFields(childFields(pool, "mixedInstancesPolicy"), "overrides");
    const types = [
      machine?.instanceType ?? "",
      ...overrides.map((item) => textOf(item, "instanceType")),
    ];
    const architectures = new Set(types.flatMap((type) => instanceArchitecture(type) ?? []));
    return [
      ...(isDisabled
        ? [
            awsHazardDiagnostics.report("AWS_REFRESH_DISABLED", {
              message: "a new image reaches no instance that runs",
              pointer: "/spec/refreshPreferences/disable",
            }),
          ]
        : []),
      ...(isPlain
        ? [
            awsHazardDiagnostics.report("AWS_BOOTSTRAP_PLAIN", {
              message: "the bootstrap data go into the launch template as they are",
              pointer: "/spec/awsLaunchTemplate",
            }),
          ]
        : []),
      ...(architectures.size > 1
        ? [
            awsHazardDiagnostics.report("AWS_POOL_ARCHITECTURES", {
              message: "the instance types are of both architectures",
              pointer: "/spec/mixedInstancesPolicy/overrides",
            }),
          ]
        : []),
    ];
  },
};

/** Launch templates that look up an image for an instance type that stands elsewhere. */
export const launchTemplateInstanceRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["AWSMachinePool", "AWSManagedMachinePool"],
  check(context) {
    const machine = machineImage(context);
    const message = "the launch template has no instance type: the image is looked up for x86_64";
    return machine !== undefined && machine.id === undefined && machine.instanceType === ""
      ? [
          awsHazardDiagnostics.report("AWS_LAUNCH_TEMPLATE_INSTANCE", {
            message,
            pointer: machine.at,
          }),
        ]
      : [];
  },
};

/** Fields that the release of CAPA does not have. */
export const capaFieldRules: readonly ManifestRule[] = [
  { group: infrastructureGroup, kinds: machineKinds, check: checkFields },
  {
    group: controlPlaneGroup,
    kinds: ["AWSManagedControlPlane", "AWSManagedControlPlaneTemplate"],
    check: checkFields,
  },
];

function checkFields({
  object,
  kind,
  targetVersions,
}: Parameters<ManifestRule["check"]>[0]): readonly Diagnostic[] {
  const at = kind.endsWith("Template") ? "/spec/template/spec" : "/spec";
  const capaVersion = targetVersions["capa"] ?? newestCapaVersion;
  return missingFields(kind, fieldsAt(object, at) ?? {}, capaVersion).map(({ pointer, since }) =>
    awsHazardDiagnostics.report("AWS_FIELD_RELEASE", {
      message:
        since === undefined
          ? "no release of CAPA has this yet"
          : `CAPA ${capaVersion} does not have this, CAPA ${since} does`,
      pointer: `${at}${pointer}`,
    }),
  );
}

function placeOf(object: JsonObject): Fields | undefined {
  const at = imagePlaceOf(object)?.pointer;
  const data = at === undefined ? undefined : fieldsAt(object, at);
  return at === undefined || data === undefined ? undefined : { at, data };
}
