import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ClusterState, Diagnostic, ObjectAddress } from "@imagewright/core";
import type {
  KeepReason,
  MachineGroup,
  PlanGuard,
  PlanObjects,
  StoredObject,
} from "@imagewright/core/plan";

import { infrastructureOf, isMadeFrom, machineKinds } from "./azure-machines.ts";
import {
  isForeignSecret,
  kubeadmOf,
  type SecretFile,
  secretFiles,
  secretOf,
} from "./kubeadm-secrets.ts";
import { planFinding } from "./plan-finding.ts";

const kind = "AzureMachineTemplate";

/** A template that nodes need for its secret alone. */
export const secretKeepReason: KeepReason = ({ address }, { cluster, objects }) => {
  const use =
    address.kind === kind
      ? secretUses(cluster, objects).find((one) => isOf(one, address))
      : undefined;
  return use && `${nameOf(use)} takes a file from its secret ${use.secret}`;
};

/** Says which templates have to stay because nodes of another one name their secret. */
export const secretGuard: PlanGuard = ({ cluster, hops }) => {
  const objects = hops.at(-1)?.after;
  return objects === undefined ? [] : secretFindings(cluster, objects);
};

function secretFindings(cluster: ClusterState, objects: PlanObjects): readonly Diagnostic[] {
  const templates = groupsOf(cluster).flatMap((group) => infrastructureOf(group, objects) ?? []);
  const used = new Set(templates.map(({ address }) => secretOf(address.name)));
  return secretUses(cluster, objects)
    .filter(({ secret }) => !used.has(secret))
    .flatMap((use) => {
      const { config, pointer, secret } = use;
      const template = templateOf(use, objects);
      if (template === undefined) {
        return [];
      }
      const message = `${nameOf(use)} takes a file from the secret of ${kind} ${template.address.name}, which nothing else uses`;
      const place = { ...config, pointer };
      return [planFinding("CAPZ_PLAN_SECRET_KEPT", place, { message, found: secret })];
    });
}

/** A configuration that takes a file from a secret of CAPZ's. */
interface SecretUse extends SecretFile {
  readonly config: StoredObject;
}

function secretUses(cluster: ClusterState, objects: PlanObjects): readonly SecretUse[] {
  return groupsOf(cluster).flatMap((group) => {
    const config = kubeadmOf(group, objects);
    return config === undefined
      ? []
      : secretFiles(config.object)
          .filter(({ secret }) => !isForeignSecret(secret, config.address, cluster.name, objects))
          .map((file) => ({ ...file, config }));
  });
}

function groupsOf({ controlPlane, nodeGroups }: ClusterState): readonly MachineGroup[] {
  const groups = controlPlane === undefined ? nodeGroups : [controlPlane, ...nodeGroups];
  return groups.filter((group) => isMadeFrom(group, machineKinds));
}

function isOf({ secret, config }: SecretUse, { name, namespace }: ObjectAddress): boolean {
  return secret === secretOf(name) && config.address.namespace === namespace;
}

function templateOf({ secret, config }: SecretUse, objects: PlanObjects): StoredObject | undefined {
  const { namespace } = config.address;
  return objects.find({
    group: infrastructureGroup,
    version: "",
    kind,
    name: secret.slice(0, -secretOf("").length),
    ...(namespace !== undefined && { namespace }),
  });
}

function nameOf({ config }: SecretUse): string {
  return `${config.address.kind} ${config.address.name}`;
}
