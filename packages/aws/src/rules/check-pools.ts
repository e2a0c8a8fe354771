import type { Diagnostic, NodeImage, TargetRule } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import type { AwsManagedControlPlane, AwsManagedMachinePool } from "../eks-options.ts";
import type { AwsTarget } from "../options.ts";
import type { AwsLaunchTemplate, AwsMachinePool } from "../pool-options.ts";
import { controlPlaneManifest } from "../render/control-plane-object.ts";
import { lookupReference } from "../render/image-fields.ts";
import { machinePoolManifest, managedMachinePoolManifest } from "../render/pool-object.ts";
import { checkChoice } from "./check-choice.ts";
import { checkInstanceType } from "./check-instance-type.ts";
import { checkFormat } from "./check-lookup.ts";
import { checkRendered, placeholderOf } from "./check-rendered.ts";
import { checkRootVolume } from "./check-root-volume.ts";

/** Everything about pools and control planes. */
export const checkPools: TargetRule<AwsTarget> = ({ image, target }) => [
  ...(target.machinePools ?? []).flatMap((pool, index) =>
    checkMachinePool(pool, image, target, `/machinePools/${index}`),
  ),
  ...(target.managedMachinePools ?? []).flatMap((pool, index) =>
    checkManagedPool(pool, image, target, `/managedMachinePools/${index}`),
  ),
  ...(target.managedControlPlanes ?? []).flatMap((plane, index) =>
    checkControlPlane(plane, image, target, `/managedControlPlanes/${index}`),
  ),
];

function checkMachinePool(
  pool: AwsMachinePool,
  image: NodeImage,
  { build, capaVersion }: AwsTarget,
  at: string,
): readonly Diagnostic[] {
  const overrides = pool.mixedInstancesPolicy?.overrides ?? [];
  const found = [
    ...checkChoice(pool, image, build?.region, at),
    ...checkLaunchTemplate(pool.awsLaunchTemplate, image, `${at}/awsLaunchTemplate`),
    ...overrides.flatMap(({ instanceType }, index) => {
      const pointer = `${at}/mixedInstancesPolicy/overrides/${index}/instanceType`;
      return checkInstanceType(instanceType, image.architecture, pointer);
    }),
    ...checkSizes(pool, at),
    ...checkFlatcar(pool, image, at),
  ];
  const object = machinePoolManifest(pool, image, placeholderOf(pool));
  return [...found, ...checkRendered(object, image, at, { capaVersion, found })];
}

function checkSizes({ minSize, maxSize }: AwsMachinePool, at: string): readonly Diagnostic[] {
  const message = `the pool has at least ${minSize} and at most ${maxSize} instances`;
  return minSize > maxSize
    ? [awsDiagnostics.report("AWS_POOL_SIZE", { message, pointer: `${at}/maxSize` })]
    : [];
}

function checkFlatcar(pool: AwsMachinePool, { os }: NodeImage, at: string): readonly Diagnostic[] {
  const isFlatcar = os.distribution === "flatcar";
  const message = isFlatcar
    ? "Flatcar boots by Ignition, and `ignition` is left out"
    : `${os.distribution} does not read Ignition`;
  return isFlatcar === (pool.ignition === undefined)
    ? [awsDiagnostics.report("AWS_BOOTSTRAP", { message, pointer: `${at}/ignition` })]
    : [];
}

function checkManagedPool(
  pool: AwsManagedMachinePool,
  image: NodeImage,
  { build, capaVersion }: AwsTarget,
  at: string,
): readonly Diagnostic[] {
  const { awsLaunchTemplate, instanceType } = pool;
  const found = [
    ...(awsLaunchTemplate === undefined
      ? checkNodeGroupImage(pool, image, at)
      : [
          ...checkChoice(pool, image, build?.region, at),
          ...checkLaunchTemplate(awsLaunchTemplate, image, `${at}/awsLaunchTemplate`),
        ]),
    ...(instanceType === undefined
      ? []
      : checkInstanceType(instanceType, image.architecture, `${at}/instanceType`)),
  ];
  const object = managedMachinePoolManifest(pool, image, placeholderOf(pool));
  return [...found, ...checkRendered(object, image, at, { capaVersion, found })];
}

/** Without a launch template EKS chooses the image, and it should be like ours. */
function checkNodeGroupImage(
  pool: AwsManagedMachinePool,
  { os, architecture }: NodeImage,
  at: string,
): readonly Diagnostic[] {
  const chosen = (["imageRecord", "reference", "lookup", "region"] as const).filter(
    (key) => pool[key] !== undefined,
  );
  const amiType = pool.amiType ?? "AL2_x86_64";
  const has = amiType.includes("ARM_64") ? "arm64" : "amd64";
  const family = amiType.startsWith("AL2023")
    ? "2023"
    : amiType.startsWith("AL2_")
      ? "2"
      : undefined;
  const isOther =
    has !== architecture ||
    (family !== undefined && (os.distribution !== "amazon-linux" || os.release !== family));
  const message = `the node group boots ${amiType}, the image is ${os.distribution} ${os.release} for ${architecture}`;
  const report = (key: string, text: string): Diagnostic =>
    awsDiagnostics.report("AWS_NODE_GROUP_IMAGE", { message: text, pointer: `${at}/${key}` });
  return [
    ...chosen.map((key) => report(key, "without a launch template EKS chooses the image")),
    ...(amiType === "CUSTOM" ? [report("amiType", "CUSTOM needs a launch template")] : []),
    ...(isOther && amiType !== "CUSTOM" ? [report("amiType", message)] : []),
  ];
}

function checkControlPlane(
  plane: AwsManagedControlPlane,
  image: NodeImage,
  { capaVersion }: AwsTarget,
  at: string,
): readonly Diagnostic[] {
  const { lookup, version } = plane;
  const isEmpty = lookup !== undefined && Object.keys(lookup).length === 0;
  const isPlain = /^\d+\.\d+\.\d+$/u.test(image.kubernetes.version);
  const found = [
    ...(lookup?.format === undefined ? [] : checkFormat(lookup.format, `${at}/lookup/format`)),
    ...(isEmpty
      ? [
          awsDiagnostics.report("AWS_LOOKUP_NOTHING", {
            message: "the lookup of the cluster sets no field",
            pointer: `${at}/lookup`,
          }),
        ]
      : []),
    ...(version === undefined && !isPlain
      ? [
          awsDiagnostics.report("AWS_CONTROL_PLANE_PRERELEASE", {
            message: `EKS has no version ${image.kubernetes.version}`,
            pointer: `${at}/version`,
          }),
        ]
      : []),
  ];
  const object = controlPlaneManifest(
    plane,
    image,
    lookup === undefined ? undefined : lookupReference(lookup),
  );
  return [...found, ...checkRendered(object, image, at, { capaVersion, found })];
}

function checkLaunchTemplate(
  { instanceType, rootVolume }: AwsLaunchTemplate,
  image: NodeImage,
  at: string,
): readonly Diagnostic[] {
  return [
    ...(instanceType === undefined
      ? []
      : checkInstanceType(instanceType, image.architecture, `${at}/instanceType`)),
    ...checkRootVolume(rootVolume, image, `${at}/rootVolume`),
  ];
}
