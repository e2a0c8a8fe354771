import { decodeBase64, type Diagnostic, formatPointer, showValue } from "@imagewright/core";

import { cidrFamily } from "../ip-address.ts";
import { flagName, settingsOfFlags } from "../kubelet-flags.ts";
import { isRestrictedLabel } from "../node-labels.ts";
import { removedSince } from "../removed-kubelet-flag.ts";
import { userDataDiagnostics } from "../user-data-diagnostics.ts";
import { maximumUserDataBytes } from "../user-data-size.ts";
import {
  type NodeConfigCluster,
  type NodeConfigDocument,
  type NodeConfigKubelet,
  sociMountSince,
} from "./node-config-document.ts";

type Code = keyof typeof userDataDiagnostics.rules;

/** One flag once systemd has split the line of all of them: blanks stand between quotes alone. */
const flagForm = /^--?[A-Za-z](?:[^\s"'\\]|"[^"\n\\]*")*$/u;

/** Gates nodeadm acts on; it takes any other in silence. */
const gates: ReadonlySet<string> = new Set(["FastImagePull", "InstanceIdNodeName"]);

const required = ["name", "apiServerEndpoint", "certificateAuthority", "cidr"] as const;

/**
 * Whether a configuration is complete once all its parts are merged: what nodeadm checks before it
 * writes anything, all at once.
 *
 * @example
 * ```ts
 * const document = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig" } as const;
 * checkMergedNodeConfig({ ...document, spec: { cluster: { name: "production" } } }).map(
 *   ({ pointer }) => pointer,
 * );
 * // => ["/spec/cluster/apiServerEndpoint", "/spec/cluster/certificateAuthority", "/spec/cluster/cidr"]
 * ```
 */
export function checkMergedNodeConfig({ spec }: NodeConfigDocument): readonly Diagnostic[] {
  const cluster: NodeConfigCluster = spec?.cluster ?? {};
  const missing = required
    .filter((field) => cluster[field] === undefined || cluster[field] === "")
    .map((field) =>
      report("USERDATA_NODE_CONFIG_INCOMPLETE", `nodeadm demands ${field}`, `cluster/${field}`),
    );
  const lacksId = cluster.enableOutpost === true && (cluster.id ?? "") === "";
  const message = "a cluster on an Outpost is known by its id";
  return lacksId
    ? [...missing, report("USERDATA_NODE_CONFIG_INCOMPLETE", message, "cluster/id")]
    : missing;
}

/** What fails on the node, or does not do what it says, of one NodeConfig of the right shape. */
export function checkNodeConfigDocument(
  { spec = {} }: NodeConfigDocument,
  amiRelease: string | undefined,
): readonly Diagnostic[] {
  const unknown = Object.keys(spec.featureGates ?? {}).filter((gate) => !gates.has(gate));
  const mounts = spec.instance?.localStorage?.disabledMounts ?? [];
  const soci = mounts.indexOf("SOCI");
  const isTooNew = soci !== -1 && amiRelease !== undefined && amiRelease < sociMountSince;
  return [
    ...checkCluster(spec.cluster ?? {}),
    ...checkKubelet(spec.kubelet ?? {}),
    ...unknown.map((gate) =>
      report(
        "USERDATA_GATE_UNKNOWN",
        `nodeadm does not act on the gate ${showValue(gate)}`,
        `featureGates${formatPointer([gate])}`,
      ),
    ),
    ...(isTooNew
      ? [
          report(
            "USERDATA_FIELD_NEW",
            `the mount SOCI is not known to the release ${amiRelease}`,
            `instance/localStorage/disabledMounts/${soci}`,
          ),
        ]
      : []),
  ];
}

function checkCluster({
  cidr = "",
  certificateAuthority,
}: NodeConfigCluster): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (cidr !== "" && cidrFamily(cidr) === undefined) {
    const message = `${showValue(cidr)} is no address range`;
    found.push(report("USERDATA_ADDRESS", message, "cluster/cidr"));
  }
  const isEncoded =
    certificateAuthority === undefined ||
    (certificateAuthority !== "" && decodeBase64(certificateAuthority) !== undefined);
  if (!isEncoded) {
    const message = "the certificate authority is no base64 text of one line";
    found.push(report("USERDATA_CA_ENCODING", message, "cluster/certificateAuthority"));
  }
  return found;
}

function checkKubelet(kubelet: NodeConfigKubelet): readonly Diagnostic[] {
  const { config = {}, flags = [], maxPodsExpression } = kubelet;
  const found = flags.flatMap((flag, index) => checkFlag(flag, `kubelet/flags/${index}`));
  if (maxPodsExpression !== undefined && config["maxPods"] !== undefined) {
    const message = "maxPods wins over the expression, which still decides kubeReserved";
    found.push(report("USERDATA_MAX_PODS_TWICE", message, "kubelet/maxPodsExpression"));
  }
  if (/\b(?:min|max)\s*\(/u.test(maxPodsExpression ?? "")) {
    const message = "the expression calls a function that CEL does not have";
    found.push(report("USERDATA_MAX_PODS_EXPRESSION", message, "kubelet/maxPodsExpression"));
  }
  return found;
}

function checkFlag(text: string, place: string): Diagnostic[] {
  if (text.length > maximumUserDataBytes || !flagForm.test(text)) {
    return [report("USERDATA_FLAG", "this is no flag that reaches the kubelet unaltered", place)];
  }
  const name = flagName(text);
  const gone = removedSince(name);
  const settings = settingsOfFlags([text]);
  const restricted = Object.keys(settings?.nodeLabels ?? {}).filter(isRestrictedLabel);
  return [
    ...(gone === undefined
      ? []
      : [
          report(
            "USERDATA_FLAG_REMOVED",
            `the kubelet has no ${name} since Kubernetes ${gone}`,
            place,
          ),
        ]),
    ...(name === "--register-with-taints" && settings === undefined
      ? [report("USERDATA_TAINT", "one of the taints is no taint", place)]
      : []),
    ...restricted.map((key) =>
      report(
        "USERDATA_LABEL_RESTRICTED",
        `the kubelet refuses to start with the label ${key}`,
        place,
      ),
    ),
  ];
}

function report(code: Code, message: string, place: string): Diagnostic {
  return userDataDiagnostics.report(code, { message, pointer: `/spec/${place}` });
}
