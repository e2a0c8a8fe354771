import type { Distribution } from "../image/node-image.ts";
import { textAt } from "../json-fields.ts";
import type { JsonObject } from "../json-value.ts";
import { showValue } from "../show-value.ts";
import osImages from "./data/os-images.json" with { type: "json" };
import { isIntendedVersion } from "./intended-version.ts";
import { readCondition } from "./read-condition.ts";
import { type RolloutFinding, rolloutFinding, subjectOf } from "./rollout-findings.ts";
import type { RolloutReasonCode } from "./rollout-reasons.ts";
import type { RolloutIntent, RolloutSubject } from "./rollout-verdict.ts";

/**
 * Whether a Node is ready and runs what is intended: the kubelet's version, and of a record also
 * operating system, architecture and containerd, as far as the Node's own report shows them. That
 * two images of one system and version differ is nothing a Node can tell.
 *
 * @example
 * ```ts
 * const node = {
 *   apiVersion: "v1",
 *   kind: "Node",
 *   metadata: { name: "worker-1" },
 *   status: {
 *     nodeInfo: { kubeletVersion: "v1.33.4", osImage: "Ubuntu 24.04.3 LTS", architecture: "amd64" },
 *     conditions: [{ type: "Ready", status: "True" }],
 *   },
 * };
 * judgeNode(node, { kubernetesVersion: "1.33.4" }); // => []
 * judgeNode(node, { kubernetesVersion: "1.34.1" }).map(({ code }) => code); // => ["KUBELET_DIFFERS"]
 * ```
 */
export function judgeNode(node: JsonObject, intended: RolloutIntent): readonly RolloutFinding[] {
  const subject = subjectOf(node) ?? { group: "", kind: "Node", name: "" };
  return [...judgeReadiness(node, subject), ...judgeNodeInfo(node, subject, intended)];
}

/**
 * Whether `status.nodeInfo` reports what is intended. Nodes have it, and the Machines of Cluster API
 * a copy of it.
 *
 * @example
 * ```ts
 * const machine = { status: { nodeInfo: { kubeletVersion: "v1.33.4" } } };
 * const subject = { group: "cluster.x-k8s.io", kind: "Machine", name: "a", namespace: "prod" };
 * judgeNodeInfo(machine, subject, { kubernetesVersion: "1.33.4" }); // => []
 * ```
 */
export function judgeNodeInfo(
  object: JsonObject,
  subject: RolloutSubject,
  intended: RolloutIntent,
): readonly RolloutFinding[] {
  return [...judgeKubelet(object, subject, intended), ...judgeRecord(object, subject, intended)];
}

function judgeReadiness(node: JsonObject, subject: RolloutSubject): readonly RolloutFinding[] {
  const ready = readCondition(node, "/status/conditions", "Ready");
  const message = `node ${showValue(subject.name)} is not ready`;
  const pointer = ready?.pointer ?? "/status/conditions";
  return ready?.status === "True"
    ? []
    : [rolloutFinding("NODE_NOT_READY", subject, { message, pointer, found: ready?.status })];
}

function judgeKubelet(
  node: JsonObject,
  subject: RolloutSubject,
  { kubernetesVersion, record }: RolloutIntent,
): readonly RolloutFinding[] {
  const found = textAt(node, kubeletPointer);
  const wanted = [kubernetesVersion, record?.kubernetesVersion].find(
    (version) =>
      version !== undefined && !(found !== undefined && isIntendedVersion(found, version)),
  );
  return wanted === undefined
    ? []
    : [
        rolloutFinding("KUBELET_DIFFERS", subject, {
          message: `${nodeWord(subject)} ${showValue(subject.name)} runs ${found === undefined ? "no kubelet that it names" : `kubelet ${showValue(found)}`}`,
          pointer: kubeletPointer,
          found,
          expected: wanted,
        }),
      ];
}

const infoPointer = "/status/nodeInfo";
const kubeletPointer = `${infoPointer}/kubeletVersion`;

interface NodeFact {
  readonly code: RolloutReasonCode;
  readonly field: string;
  readonly expected: string;
  readonly isMet: (found: string) => boolean;
}

function judgeRecord(
  node: JsonObject,
  subject: RolloutSubject,
  { record }: RolloutIntent,
): readonly RolloutFinding[] {
  if (record === undefined) {
    return [];
  }
  const { os, architecture, components } = record;
  const containerd = Object.hasOwn(components, "containerd") ? components["containerd"] : undefined;
  const facts: readonly NodeFact[] = [
    {
      code: "OS_IMAGE_DIFFERS",
      field: "osImage",
      expected: `${os.distribution} ${os.release}`,
      isMet: (found) => isOsImage(found, os.distribution, os.release),
    },
    {
      code: "ARCHITECTURE_DIFFERS",
      field: "architecture",
      expected: architecture,
      isMet: (found) => found === architecture,
    },
    ...(containerd === undefined ? [] : [containerdFact(containerd)]),
  ];
  return facts.flatMap(({ code, field, expected, isMet }) => {
    const pointer = `${infoPointer}/${field}`;
    const found = textAt(node, pointer);
    const message = `${nodeWord(subject)} ${showValue(subject.name)} reports ${field} ${showValue(found)}`;
    return found !== undefined && isMet(found)
      ? []
      : [rolloutFinding(code, subject, { message, pointer, found, expected })];
  });
}

function containerdFact(version: string): NodeFact {
  const bare = version.replace(/^v/u, "");
  return {
    code: "RUNTIME_DIFFERS",
    field: "containerRuntimeVersion",
    expected: `containerd://${bare}`,
    isMet: (found) =>
      found.replace(/^containerd:\/\/v?/u, "").split(/[+~-]/u)[0] === bare.split(/[+~-]/u)[0],
  };
}

const systems = new Map(osImages.systems.map(({ distribution, names }) => [distribution, names]));

/** The name a system gives itself, and its release where the record says it in numbers. */
function isOsImage(found: string, distribution: Distribution, release: string): boolean {
  const names = systems.get(distribution) ?? [];
  if (!names.some((name) => found.startsWith(name))) {
    return false;
  }
  const words = found.split(/[^0-9A-Za-z.]+/u).map((word) => word.replace(/^v(?=\d)/u, ""));
  return (
    !/^\d+(?:\.\d+)*$/u.test(release) ||
    words.some((word) => word === release || word.startsWith(`${release}.`))
  );
}

function nodeWord({ kind }: RolloutSubject): string {
  return kind === "Node" ? "node" : `the node of ${kind}`;
}
