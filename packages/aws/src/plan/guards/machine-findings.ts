import { booleanAt, type Diagnostic, textAt } from "@imagewright/core";
import {
  type GroupUpgrade,
  type GuardContext,
  type GuardedHop,
  placeFacts,
} from "@imagewright/core/plan";

import { instanceArchitecture } from "../../instance-architecture.ts";
import { isEnded } from "../../lint/eks-facts.ts";
import { formatOf } from "../boot-change.ts";
import { fieldOf, type GroupObjects } from "../group-objects.ts";
import { type ImageSource, isEks } from "../image-source.ts";
import { capaPlanDiagnostics } from "../plan-diagnostics.ts";

/** A group as it stands when its hop is done. */
export interface GuardedGroup {
  readonly upgrade: GroupUpgrade;
  readonly parts: GroupObjects;
  readonly source: ImageSource;
  /** Where the fields of its machines stand. */
  readonly pointer: string;
  readonly hop: GuardedHop;
  readonly context: GuardContext;
}

/** Amazon Linux 2 where there is none; types of AMI are looked at when the pool is planned. */
export function findAmazonLinux2({
  upgrade,
  parts,
  source,
  pointer,
  hop,
  context,
}: GuardedGroup): readonly Diagnostic[] {
  const os = upgrade.image?.record.os;
  const isOldImage = os?.distribution === "amazon-linux" && !os.release.startsWith("2023");
  const isOld =
    source.by === "eks"
      ? !source.type.startsWith("AmazonLinux2023")
      : source.by === "id" && isOldImage;
  const { kind, name } = parts.infrastructure.address;
  const isSaid = kind === "AWSManagedMachinePool" && source.by === "eks";
  if (!isEks(context.cluster) || !isOld || isSaid || !isEnded(hop.version)) {
    return [];
  }
  const message = `${kind} ${name} is of Amazon Linux 2, which Kubernetes ${hop.version} has not`;
  const facts = { message, ...fieldOf(parts.infrastructure, `${pointer}/ami`) };
  return [capaPlanDiagnostics.report("EKS_PLAN_AMAZON_LINUX_2", facts)];
}

/** User data of one kind before an image that reads another. */
export function findUserData({ upgrade, parts, context }: GuardedGroup): readonly Diagnostic[] {
  const { group, image, currentRecord } = upgrade;
  const format = image && formatOf(image.record);
  if (image === undefined || format === undefined || !isEks(context.cluster)) {
    return [];
  }
  const kind = parts.bootstrap?.address.kind ?? "";
  const written = kind.startsWith("NodeadmConfig")
    ? "nodeadm"
    : kind.startsWith("EKSConfig")
      ? "bootstrap.sh"
      : group.bootstrap === undefined && currentRecord !== undefined
        ? formatOf(currentRecord)
        : undefined;
  const message = `image ${image.record.name} reads ${format}, and the user data of ${group.name} are for ${written}`;
  return written === undefined || written === format
    ? []
    : [capaPlanDiagnostics.report("EKS_PLAN_USER_DATA", { message, ...placeFacts(group.place) })];
}

/** Instances that do not start an image of another architecture. */
export function findArchitecture({
  upgrade,
  parts,
  source,
  pointer,
}: GuardedGroup): readonly Diagnostic[] {
  const { object } = parts.infrastructure;
  const type = textAt(object, `${pointer}/instanceType`) ?? textAt(object, "/spec/instanceType");
  const machine = type === undefined ? undefined : instanceArchitecture(type);
  const isGpu = source.by === "eks" && source.type.endsWith("GPU");
  const image = isGpu ? "amd64" : upgrade.image?.record.architecture;
  if (machine === undefined || image === undefined || machine === image) {
    return [];
  }
  const message = `the image of ${upgrade.group.name} is of ${image}, and ${type} is of ${machine}`;
  const facts = {
    message,
    ...fieldOf(parts.infrastructure, pointer),
    found: image,
    expected: machine,
  };
  return [capaPlanDiagnostics.report("CAPA_PLAN_ARCHITECTURE", facts)];
}

/** How a pool comes to replace its instances. */
export function findRefresh({ parts }: GuardedGroup): readonly Diagnostic[] {
  const { infrastructure: pool } = parts;
  const pointer = "/spec/refreshPreferences/disable";
  const isDisabled = booleanAt(pool.object, pointer) === true;
  const { name } = pool.address;
  return [
    isDisabled
      ? capaPlanDiagnostics.report("CAPA_PLAN_REFRESH_DISABLED", {
          message: `AWSMachinePool ${name} keeps its instances whatever changes`,
          ...fieldOf(pool, pointer),
        })
      : capaPlanDiagnostics.report("CAPA_PLAN_REFRESH_CANCELLED", {
          message: `a refresh of AWSMachinePool ${name} that still runs is cancelled`,
          ...fieldOf(pool, ""),
        }),
  ];
}
