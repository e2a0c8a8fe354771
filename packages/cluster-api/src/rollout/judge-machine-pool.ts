import {
  type AskRollout,
  imageIntent,
  intendedImages,
  isIntendedVersion,
  isJsonObject,
  type JsonObject,
  judgeFailure,
  judgeNode,
  numberAt,
  parseKubernetesVersion,
  requestObjects,
  rolloutFinding,
  type RolloutFinding,
  rolloutFindings,
  type RolloutIntent,
  type RolloutJudge,
  type RolloutQuestion,
  rolloutVerdict,
  type RolloutVerdict,
  showValue,
  textAt,
} from "@imagewright/core";

import { listAt, nameOf } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { objectReferences } from "../reference/object-references.ts";
import { judgeBeginning } from "./judge-beginning.ts";
import { judgeCounters, judgeVersions } from "./judge-counters.ts";
import { judgeMachine, nodeUnseen } from "./judge-machine.ts";
import { machineLabels, machinesOf } from "./owned-machines.ts";

const versionPointer = "/spec/template/spec/version";

/**
 * A machine pool is finished when what its instances run is proven: by `status.versions` or the
 * Nodes for the kubelet, by the provider for the image. Its counters and conditions are no evidence:
 * they only can say that it is not finished.
 */
export const machinePoolJudge: RolloutJudge = {
  group: coreGroup,
  kinds: ["MachinePool"],
  judge(object, question, ask) {
    const beginning = judgeBeginning(object, question, versionPointer);
    return rolloutVerdict(beginning.length > 0 ? beginning : judgeProgress(object, question, ask));
  },
};

function judgeProgress(
  object: JsonObject,
  question: RolloutQuestion,
  ask: AskRollout,
): readonly RolloutFinding[] {
  const { subject, live, intended } = question;
  const version = intended.kubernetesVersion ?? ownVersion(object);
  const wanted: RolloutIntent = {
    ...imageIntent(intended),
    ...(version !== undefined && { kubernetesVersion: version }),
  };
  const nodes = judgeNodes(object, question, wanted);
  const isProven =
    nodes.length === 0 || (intended.record === undefined && isReported(object, version));
  const provider = askProvider(object, question, isProven ? imageIntent(wanted) : wanted, ask);
  const isProviderSure = provider?.state === "done";
  const machines = machinesOf(object, live, { [machineLabels.pool]: nameOf(object) });
  return [
    ...judgeFailure(object, subject),
    ...judgeVersions(object, subject, version),
    ...judgeCounters(object, subject, ["/status/replicas", "/status/readyReplicas"]),
    ...nodes.filter(({ code }) => code !== "NODES_NOT_SEEN" || !(isProven || isProviderSure)),
    ...judgeProvider(provider, intendedImages(intended).length > 0),
    ...machines.flatMap((machine) => judgePoolMachine(machine, question, version, ask)),
  ];
}

/** Pools whose cloud chooses the patch: their own version promises only the minor. */
const minorPools: ReadonlySet<string> = new Set(["AWSManagedMachinePool"]);

function ownVersion(object: JsonObject): string | undefined {
  const text = textAt(object, versionPointer);
  const kind = textAt(object, "/spec/template/spec/infrastructureRef/kind") ?? "";
  const version = text === undefined ? undefined : parseKubernetesVersion(text, "tolerant");
  return version !== undefined && minorPools.has(kind) ? `${version.major}.${version.minor}` : text;
}

/** The Nodes that the pool says are its own: as many as it wants, and each as intended. */
function judgeNodes(
  object: JsonObject,
  { subject, live }: RolloutQuestion,
  intended: RolloutIntent,
): readonly RolloutFinding[] {
  const names = listAt(object, "/status/nodeRefs").flatMap((reference) =>
    isJsonObject(reference) ? [textAt(reference, "/name") ?? ""] : [],
  );
  const wanted = numberAt(object, "/spec/replicas");
  const tooFew = rolloutFinding("NODES_NOT_SEEN", subject, {
    message: `${subject.kind} ${showValue(subject.name)} names ${names.length} nodes`,
    pointer: "/status/nodeRefs",
    found: String(names.length),
    ...(wanted !== undefined && { expected: String(wanted) }),
    evidence: requestObjects({ resource: "nodes", cluster: "workload" }),
  });
  return [
    ...names.flatMap((name) => {
      const node = live.ofName("", "Node", name)[0];
      return node === undefined ? [nodeUnseen(subject, name)] : judgeNode(node, intended);
    }),
    ...(new Set(names).size === wanted ? [] : [tooFew]),
  ];
}

/** Since 1.14 a pool lists the versions of its nodes: one entry, for all replicas. */
function isReported(object: JsonObject, version: string | undefined): boolean {
  const [entry, ...others] = listAt(object, "/status/versions");
  return (
    isJsonObject(entry) &&
    others.length === 0 &&
    version !== undefined &&
    isIntendedVersion(textAt(entry, "/version") ?? "", version) &&
    numberAt(entry, "/replicas") === numberAt(object, "/spec/replicas")
  );
}

function askProvider(
  object: JsonObject,
  question: RolloutQuestion,
  intended: RolloutIntent,
  ask: AskRollout,
): RolloutVerdict | undefined {
  const field = objectReferences(object).find(({ role }) => role === "machineInfrastructure");
  if (field?.reference === undefined) {
    return undefined;
  }
  const { group, kind, name, namespace = question.subject.namespace } = field.reference;
  const subject = { group, kind, name, ...(namespace !== undefined && { namespace }) };
  return ask({ ...question, subject, intended });
}

/** A provider nobody here knows is missed only for the image: Nodes prove the rest. */
function judgeProvider(
  verdict: RolloutVerdict | undefined,
  isImageIntended: boolean,
): readonly RolloutFinding[] {
  return verdict === undefined
    ? []
    : rolloutFindings(verdict).filter(({ code }) => code !== "JUDGE_MISSING" || isImageIntended);
}

/** Where a pool has Machines, each is judged like any other; the pool proves its image. */
function judgePoolMachine(
  machine: JsonObject,
  question: RolloutQuestion,
  version: string | undefined,
  ask: AskRollout,
): readonly RolloutFinding[] {
  const { kubernetesVersion } = question.intended;
  const intended = kubernetesVersion === undefined ? {} : { kubernetesVersion };
  return judgeMachine(machine, { ...question, intended }, version, ask).filter(
    ({ code }) => code !== "NODES_NOT_SEEN" && code !== "MACHINE_VERSION_DIFFERS",
  );
}
