import { isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";

import { mapAt } from "../json-parts.ts";
import { compareMinors } from "../karpenter-version.ts";
import { goDuration } from "../objects/go-duration.ts";
import { dataOf } from "../objects/node-class-object.ts";
import { sortedMap } from "../sorted-data.ts";
import { type BootstrapFacts, dnsAddresses } from "./bootstrap-facts.ts";
import { type BottlerocketDocument, kubernetesKeys } from "./bottlerocket-document.ts";
import { goToml } from "./go-toml.ts";

/** Bottlerocket without a list of directories binds what the kubelet needs since this version. */
const bindsItself = "1.46";

/** The settings of a class with those of Karpenter over them, as TOML. */
export function bottlerocketUserData(
  document: BottlerocketDocument,
  facts: BootstrapFacts,
): string {
  const commands = { ...document.commands, ...mountCommands(facts) };
  const settings = {
    ...sortedMap(document.others),
    kubernetes: kubernetesOf(document.kubernetes, facts),
    ...(Object.keys(commands).length > 0 && {
      "bootstrap-commands": Object.fromEntries(
        byKey(commands).map(([name, command]) => [name, commandOf(command)]),
      ),
    }),
  };
  return goToml({ settings: Object.fromEntries(byKey(settings)) });
}

function kubernetesOf(own: JsonObject, facts: BootstrapFacts): JsonObject {
  const { cluster, labels, taints = [] } = facts;
  const nodeTaints = Map.groupBy(taints, ({ key }) => key);
  const merged: JsonObject = {
    ...own,
    "cluster-name": cluster.name,
    "api-server": cluster.endpoint,
    "cluster-certificate": cluster.certificateAuthority,
    "node-labels": { ...mapAt(own, "/node-labels"), ...labels },
    "node-taints": Object.fromEntries(
      [...nodeTaints].map(([key, list]) => [
        key,
        list.map(({ value = "", effect }) => `${value}:${effect}`),
      ]),
    ),
    ...kubeletSettings(facts),
  };
  return Object.fromEntries(
    [...kubernetesKeys.keys()].flatMap((key): readonly (readonly [string, JsonValue])[] => {
      const value = merged[key];
      return value === undefined || isEmpty(value)
        ? []
        : [[key, isJsonObject(value) ? sortedMap(value) : value]];
    }),
  );
}

/** What the class says of the kubelet, by Bottlerocket's names; `podsPerCore` has none. */
function kubeletSettings(facts: BootstrapFacts): JsonObject {
  const { kubelet = {} } = facts;
  const [dns] = dnsAddresses(facts);
  const { imageGCHighThresholdPercent: high, imageGCLowThresholdPercent: low } = kubelet;
  const periods = Object.entries(kubelet.evictionSoftGracePeriod ?? {});
  return dataOf({
    "cluster-dns-ip": dns,
    "max-pods": kubelet.maxPods,
    "system-reserved": kubelet.systemReserved,
    "kube-reserved": kubelet.kubeReserved,
    "eviction-hard": kubelet.evictionHard,
    "eviction-soft": kubelet.evictionSoft,
    "eviction-soft-grace-period":
      periods.length === 0
        ? undefined
        : Object.fromEntries(periods.map(([key, text]) => [key, goDuration(text) ?? text])),
    "eviction-max-pod-grace-period": kubelet.evictionMaxPodGracePeriod,
    "image-gc-high-threshold-percent": high === undefined ? undefined : String(high),
    "image-gc-low-threshold-percent": low === undefined ? undefined : String(low),
    "cpu-cfs-quota-enforced": kubelet.cpuCFSQuota,
  });
}

/** Commands that make the instance store hold what pods write. */
function mountCommands({ instanceStorePolicy, bottlerocketVersion }: BootstrapFacts): JsonObject {
  if (instanceStorePolicy === undefined) {
    return {};
  }
  const storage = ["apiclient", "ephemeral-storage"];
  const isNew =
    bottlerocketVersion !== undefined &&
    compareMinors(bottlerocketVersion.replace(/^v+/u, ""), bindsItself) >= 0;
  const folders = ["/var/lib/containerd", "/var/lib/kubelet", "/var/log/pods"];
  return {
    "000-mount-instance-storage": {
      commands: [
        [...storage, "init"],
        [...storage, "bind", ...(isNew ? [] : ["--dirs", ...folders])],
      ],
      mode: "always",
      essential: true,
    },
  };
}

/** The three fields of a command that Karpenter keeps, in its order. */
function commandOf(command: JsonValue): JsonObject {
  const { commands, mode, essential } = isJsonObject(command) ? { ...command } : {};
  return dataOf({ commands, mode, essential });
}

function byKey(map: JsonObject): readonly (readonly [string, JsonValue])[] {
  return Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function isEmpty(value: JsonValue): boolean {
  return Array.isArray(value)
    ? value.length === 0
    : isJsonObject(value) && Object.keys(value).length === 0;
}
