import {
  compareKubernetesVersions,
  type Diagnostic,
  formatKubernetesVersion,
  type JsonObject,
  mapAt,
  numberAt,
  objectKind,
  textAt,
  type Webhook,
  type WebhookReview,
} from "@imagewright/core";

import { isDefined, isSet, textsAt } from "../json/read-field.ts";
import { withValueAt } from "../json/write-field.ts";
import { controlPlaneGroup } from "../reference/cluster-api-groups.ts";
import { checkCertificates, checkClusterConfiguration } from "./cluster-configuration-rules.ts";
import { controlPlaneChanges } from "./control-plane-changes.ts";
import { imageTagVersion } from "./image-tag-version.ts";
import { checkKubeadmConfig } from "./kubeadm-config-rules.ts";
import { checkMetadata } from "./label-rules.ts";
import { checkMachineNaming, checkTaints } from "./machine-rules.ts";
import { byVersion, webhookVersions } from "./object-shape.ts";
import { checkMinorStep, checkVersion, withPrefixedVersion } from "./version-checks.ts";
import { forbidden, immutable, invalid, notChecked, required } from "./webhook-findings.ts";

const kubeadm = "/spec/kubeadmConfigSpec";
const dnsTag = `${kubeadm}/clusterConfiguration/dns/imageTag`;

/** Where a control plane keeps what moved between the two versions, below its specification. */
interface ControlPlaneShape {
  readonly strategy: string;
  readonly expiry: string;
  readonly naming: string;
  readonly taints: string;
}

export const controlPlaneShapes: Readonly<Record<"v1beta1" | "v1beta2", ControlPlaneShape>> = {
  v1beta1: {
    strategy: "/rolloutStrategy",
    expiry: "/rolloutBefore/certificatesExpiryDays",
    naming: "/machineNamingStrategy/template",
    taints: "/machineTemplate/taints",
  },
  v1beta2: {
    strategy: "/rollout/strategy",
    expiry: "/rollout/before/certificatesExpiryDays",
    naming: "/machineNaming/template",
    taints: "/machineTemplate/spec/taints",
  },
};

/** @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/controlplane/kubeadm/webhooks/admission/kubeadmcontrolplane.go */
export const kubeadmControlPlaneWebhook: Webhook = {
  group: controlPlaneGroup,
  kinds: ["KubeadmControlPlane"],
  versions: webhookVersions,
  mutate: ({ object }) => withDefaults(withPrefixedVersion(object, "/spec/version")),
  validate,
};

function withDefaults(object: JsonObject): JsonObject {
  const { strategy } = byVersion(object, controlPlaneShapes);
  const counted = isSet(object, "/spec/replicas")
    ? object
    : withValueAt(object, "/spec/replicas", 1);
  const typed = withValueAt(counted, `/spec${strategy}/type`, "RollingUpdate");
  const surge = `/spec${strategy}/rollingUpdate/maxSurge`;
  return isSet(typed, surge) ? typed : withValueAt(typed, surge, 1);
}

function validate({ object, oldObject }: WebhookReview): readonly Diagnostic[] {
  return [
    ...checkReplicas(object),
    ...checkSpecification(object, "/spec", numberAt(object, "/spec/replicas")),
    ...checkMetadata(object, "/spec/machineTemplate/metadata"),
    ...checkVersion(object, "/spec/version"),
    ...(textAt(object, "/spec/version") === ""
      ? [invalid("/spec/version", "", "must start with v", "CAPI_WEBHOOK_VERSION")]
      : []),
    ...checkClusterConfiguration(object, oldObject, `${kubeadm}/clusterConfiguration`),
    ...checkKubeadmConfig(object, kubeadm, { isControlPlane: true }),
    ...(oldObject === undefined ? [] : checkUpdate(oldObject, object)),
  ];
}

function checkUpdate(oldObject: JsonObject, object: JsonObject): readonly Diagnostic[] {
  if (objectKind(oldObject)?.version !== objectKind(object)?.version) {
    return [notChecked("", "the two objects are of different API versions and were not compared")];
  }
  return [
    ...controlPlaneChanges(oldObject, object).map((pointer) =>
      immutable(pointer, "cannot be modified"),
    ),
    ...checkMinorStep(oldObject, object, "/spec/version"),
    ...checkCoreDnsStep(oldObject, object),
  ];
}

/** How many control-plane machines there may be. */
function checkReplicas(object: JsonObject): readonly Diagnostic[] {
  const at = "/spec/replicas";
  const replicas = numberAt(object, at);
  if (replicas === undefined) {
    return [required(at, "is required")];
  }
  const isStacked = !isDefined(object, `${kubeadm}/clusterConfiguration/etcd/external`);
  return [
    ...(replicas <= 0 ? [forbidden(at, "cannot be less than or equal to 0")] : []),
    ...(isStacked && replicas % 2 === 0
      ? [forbidden(at, "cannot be an even number when etcd is stacked")]
      : []),
  ];
}

/** What control planes and their templates have in common. */
export function checkSpecification(
  object: JsonObject,
  at: string,
  replicas: number | undefined,
): readonly Diagnostic[] {
  const shape = byVersion(object, controlPlaneShapes);
  return [
    ...checkStrategy(object, `${at}${shape.strategy}`, replicas),
    ...checkCertificates(object, `${at}/kubeadmConfigSpec`, `${at}${shape.expiry}`),
    ...checkMachineNaming(object, `${at}${shape.naming}`),
    ...checkTaints(object, `${at}${shape.taints}`, { isWorker: false }),
  ];
}

function checkStrategy(
  object: JsonObject,
  at: string,
  replicas: number | undefined,
): readonly Diagnostic[] {
  const strategy = mapAt(object, at);
  if (strategy === undefined || Object.keys(strategy).length === 0) {
    return [];
  }
  const surgeAt = `${at}/rollingUpdate/maxSurge`;
  const surge = wholeSurge(object, surgeAt);
  const isShort = surge === 0 && replicas !== undefined && replicas < 3;
  return [
    ...(textAt(object, `${at}/type`) === "RollingUpdate"
      ? []
      : [required(`${at}/type`, "only RollingUpdate is supported")]),
    ...(isShort
      ? [
          required(
            `${at}/rollingUpdate`,
            "when KubeadmControlPlane is configured to scale-in, replica count needs to be at least 3",
          ),
        ]
      : []),
    ...(surge === undefined || surge === 0 || surge === 1
      ? []
      : [required(surgeAt, "value must be 1 or 0")]),
  ];
}

/** A surge as a number; a text that holds none counts as 0, as Go has it. */
function wholeSurge(object: JsonObject, pointer: string): number | undefined {
  const text = textAt(object, pointer);
  return text === undefined
    ? numberAt(object, pointer)
    : /^[+-]?\d+$/u.test(text)
      ? Number(text)
      : 0;
}

/** CoreDNS goes up only, along the versions that one library knows. */
function checkCoreDnsStep(oldObject: JsonObject, object: JsonObject): readonly Diagnostic[] {
  const [before, after] = [textAt(oldObject, dnsTag) ?? "", textAt(object, dnsTag) ?? ""];
  const [from, to] = [imageTagVersion(before), imageTagVersion(after)];
  const skips = textsAt(object, "/metadata/annotations").has(
    "controlplane.cluster.x-k8s.io/skip-coredns",
  );
  if (from === undefined || to === undefined || skips) {
    return [];
  }
  const order = compareKubernetesVersions(to, from, "without-prerelease");
  const [toText, fromText] = [to, from].map((version) => formatKubernetesVersion(version));
  if (order === 0) {
    return [];
  }
  return order < 0
    ? [forbidden(dnsTag, `cannot migrate CoreDNS up to '${toText}' from '${fromText}'`)]
    : [
        notChecked(
          dnsTag,
          `whether CoreDNS can go from ${fromText} to ${toText} is a library's to say`,
        ),
      ];
}
