import {
  type Diagnostic,
  formatPointer,
  type JsonObject,
  type ManifestRule,
  type ManifestRuleContext,
  objectKind,
  ownValue,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { objectAt, objectsAt, textAt } from "../json-fields.ts";
import { machineUser, machineUsers, type MachineUser, namespaceOf } from "./machine-users.ts";

const bootstrapGroup = "bootstrap.cluster.x-k8s.io";

/** What CAPZ puts behind the name of a machine template or pool. */
const suffix = "-azure-json";

/** Where kubeadm's configuration stands in each kind. */
const configs: ReadonlyMap<string, string> = new Map([
  ["KubeadmConfig", "/spec"],
  ["KubeadmConfigTemplate", "/spec/template/spec"],
  ["KubeadmControlPlane", "/spec/kubeadmConfigSpec"],
]);

/**
 * Files that nodes take from CAPZ's secret take it from that of their own machine template: the
 * secret of another one is deleted with it, and new nodes do not start.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/issues/1268
 */
export const secretNameRules: readonly ManifestRule[] = [
  { group: bootstrapGroup, kinds: ["KubeadmConfig", "KubeadmConfigTemplate"], check: checkConfig },
  { group: "controlplane.cluster.x-k8s.io", kinds: ["KubeadmControlPlane"], check: checkConfig },
];

function checkConfig(context: ManifestRuleContext): readonly Diagnostic[] {
  const { kind, object, manifests } = context;
  const at = configs.get(kind) ?? "";
  const templates = userNames(context).map((name) => `${name}${suffix}`);
  return objectsAt(object, `${at}/files`).flatMap((file, index) => {
    const secret = textAt(file, "/contentFrom/secret/name") ?? "";
    const isOwn = manifests.find("", "Secret", secret, textAt(object, "/metadata/namespace"));
    if (!secret.endsWith(suffix) || isOwn !== undefined || templates.length === 0) {
      return [];
    }
    const others = templates.filter((name) => name !== secret);
    const place = formatPointer(["files", index, "contentFrom", "secret", "name"]);
    return others.map((expected) =>
      azureDiagnostics.report("AZURE_SECRET_NAME", {
        message: `the secret ${secret} is that of another machine template than the nodes are made from`,
        pointer: `${at}${place}`,
        found: secret,
        expected,
      }),
    );
  });
}

/** Machine templates and pools of those who start their nodes with this configuration. */
function userNames({ kind, object, manifests }: ManifestRuleContext): readonly string[] {
  const own = kind === "KubeadmControlPlane" ? machineUser(object) : undefined;
  const users: readonly MachineUser[] =
    own === undefined
      ? machineUsers(manifests).filter((user) => startsWith(user.object, object))
      : [own];
  return [...new Set(users.flatMap(({ infrastructure }) => infrastructure ?? []))];
}

function startsWith(user: JsonObject, config: JsonObject): boolean {
  const reference =
    objectAt(user, "/spec/template/spec/bootstrap/configRef") ??
    objectAt(user, "/spec/bootstrap/configRef");
  return (
    reference !== undefined &&
    namespaceOf(user) === namespaceOf(config) &&
    ownValue(reference, "kind") === objectKind(config)?.kind &&
    ownValue(reference, "name") === textAt(config, "/metadata/name")
  );
}
