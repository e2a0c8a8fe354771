import { kubeadmSpecPointer, objectReferences, referencedObject } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type JsonObject,
  type ManifestRule,
  type ManifestRuleContext,
  type ManifestSet,
  objectKind,
  textAt,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { objectsAt } from "../json-fields.ts";

const bootstrapGroup = "bootstrap.cluster.x-k8s.io";
const controlPlaneGroup = "controlplane.cluster.x-k8s.io";

/** What CAPZ puts behind the name of a machine template or pool. */
const suffix = "-azure-json";

/**
 * Files that nodes take from CAPZ's secret take it from that of their own machine template: the
 * secret of another one is deleted with it, and new nodes do not start.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/issues/1268
 */
export const secretNameRules: readonly ManifestRule[] = [
  { group: bootstrapGroup, kinds: ["KubeadmConfig", "KubeadmConfigTemplate"], check: checkConfig },
  { group: controlPlaneGroup, kinds: ["KubeadmControlPlane"], check: checkConfig },
];

function checkConfig(context: ManifestRuleContext): readonly Diagnostic[] {
  const { object, manifests } = context;
  const files = `${kubeadmSpecPointer(object) ?? ""}/files`;
  const secrets = infrastructureNames(context).map((name) => `${name}${suffix}`);
  return objectsAt(object, files).flatMap((file, index) => {
    const secret = textAt(file, "/contentFrom/secret/name") ?? "";
    const isOwn = manifests.find("", "Secret", secret, textAt(object, "/metadata/namespace"));
    if (!secret.endsWith(suffix) || isOwn !== undefined) {
      return [];
    }
    return secrets
      .filter((name) => name !== secret)
      .map((expected) =>
        azureDiagnostics.report("AZURE_SECRET_NAME", {
          message: `the secret ${secret} is that of another machine template than the nodes are made from`,
          pointer: `${files}/${index}/contentFrom/secret/name`,
          found: secret,
          expected,
        }),
      );
  });
}

/** Machine templates and pools of those who start their nodes with this configuration. */
function infrastructureNames({ kind, object, manifests }: ManifestRuleContext): readonly string[] {
  const owners =
    kind === "KubeadmControlPlane" ? [object] : (startedWith(manifests).get(object) ?? []);
  const names = owners.flatMap(
    (owner) =>
      objectReferences(owner).find(({ role }) => role === "machineInfrastructure")?.reference
        ?.name ?? [],
  );
  return [...new Set(names)];
}

type Owners = ReadonlyMap<JsonObject | undefined, readonly JsonObject[]>;

const ownersOfConfigs = new WeakMap<ManifestSet, Owners>();

/**
 * Who starts nodes with each configuration, made once for a set. Classes are left out: Cluster API
 * copies their templates under other names.
 */
function startedWith(manifests: ManifestSet): Owners {
  const known = ownersOfConfigs.get(manifests);
  if (known !== undefined) {
    return known;
  }
  const owners = Map.groupBy(
    manifests.objects.filter((object) => objectKind(object)?.kind !== "ClusterClass"),
    (object) => referencedObject(object, "bootstrap", manifests),
  );
  ownersOfConfigs.set(manifests, owners);
  return owners;
}
