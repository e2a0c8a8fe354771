import { infrastructureGroup, machinePointer } from "@imagewright/cluster-api";
import { booleanAt, type Diagnostic, textAt } from "@imagewright/core";
import type { GroupUpgrade, GuardContext, GuardedHop, PlanGuard } from "@imagewright/core/plan";

import { launchTemplatePointer } from "../../image-places.ts";
import { instanceArchitecture } from "../../instance-architecture.ts";
import { isEnded } from "../../lint/eks-facts.ts";
import { formatOf } from "../boot-change.ts";
import { at, fieldOf, type GroupObjects, groupObjects } from "../group-objects.ts";
import { type ImageSource, imageSource, isEks } from "../image-source.ts";
import { capaPlanDiagnostics } from "../plan-diagnostics.ts";
import { lookupFindings } from "./lookup-findings.ts";

/** A group as it stands when its hop is done. */
interface GuardedGroup {
  readonly upgrade: GroupUpgrade;
  readonly parts: GroupObjects;
  readonly source: ImageSource;
  readonly hop: GuardedHop;
  readonly context: GuardContext;
}

/** Whatever makes machines of CAPA, and where their fields stand. */
const pointers: ReadonlyMap<string, string> = new Map([
  ["AWSMachineTemplate", machinePointer],
  ["AWSMachinePool", launchTemplatePointer],
  ["AWSManagedMachinePool", launchTemplatePointer],
]);

/** Groups whose next image does not go with their instances, their user data or their version. */
export const groupGuard: PlanGuard = (context) => {
  const said = new Set<string>();
  return context.hops.flatMap((hop) =>
    hop.groups
      .flatMap((upgrade) => findingsOf(upgrade, hop, context))
      .filter((found) => {
        const key = [found.code, found.message, found.pointer, found.source?.file].join("|");
        const isNew = !said.has(key);
        said.add(key);
        return isNew;
      }),
  );
};

function findingsOf(
  upgrade: GroupUpgrade,
  hop: GuardedHop,
  context: GuardContext,
): readonly Diagnostic[] {
  const { infrastructure } = upgrade.group;
  const kind = infrastructure?.target.kind ?? "";
  const pointer = pointers.get(kind);
  if (pointer === undefined || infrastructure?.target.group !== infrastructureGroup) {
    return [];
  }
  const parts = groupObjects(upgrade.group, hop.after);
  if ("missing" in parts) {
    return [];
  }
  const source = imageSource(parts.infrastructure.object, pointer, context.cluster);
  const group: GuardedGroup = { upgrade, parts, source, hop, context };
  return [
    ...amazonLinux2(group, pointer),
    ...userData(group),
    ...architecture(group, pointer),
    ...(kind === "AWSMachinePool" ? refresh(group) : []),
    ...lookupFindings(parts.infrastructure, source, context.cluster, hop.after),
  ];
}

/** Amazon Linux 2 where there is none; types of AMI are looked at when the pool is planned. */
function amazonLinux2(
  { upgrade, parts, source, hop, context }: GuardedGroup,
  pointer: string,
): readonly Diagnostic[] {
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
function userData({ upgrade, parts, context }: GuardedGroup): readonly Diagnostic[] {
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
    : [capaPlanDiagnostics.report("EKS_PLAN_USER_DATA", { message, ...at(group.place) })];
}

/** Instances that do not start an image of another architecture. */
function architecture(
  { upgrade, parts, source }: GuardedGroup,
  pointer: string,
): readonly Diagnostic[] {
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
function refresh({ parts, hop }: GuardedGroup): readonly Diagnostic[] {
  const { owner, infrastructure: pool } = parts;
  const isChanged = hop.changes.some(({ object: { kind, name, namespace } }) =>
    [owner.address, pool.address].some(
      (own) => own.kind === kind && own.name === name && own.namespace === namespace,
    ),
  );
  if (!isChanged) {
    return [];
  }
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
