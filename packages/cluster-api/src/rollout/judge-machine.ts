import {
  type AskRollout,
  imageIntent,
  intendedImages,
  isIntendedVersion,
  type JsonObject,
  judgeConditions,
  judgeFailure,
  judgeNode,
  judgeNodeInfo,
  type ManifestSet,
  requestObjects,
  rolloutFinding,
  type RolloutFinding,
  rolloutFindings,
  type RolloutIntent,
  type RolloutQuestion,
  type RolloutSubject,
  showValue,
  subjectOf,
  textAt,
} from "@imagewright/core";

import { isDefined, isSet, nameOf, namespaceOf } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { objectReferences } from "../reference/object-references.ts";
import { statusView } from "./status-view.ts";

/**
 * Whether a Machine, the Node it became, and the infrastructure it is made of are what is intended.
 *
 * @param version - what its owner asks for; undefined where it does not say
 */
export function judgeMachine(
  machine: JsonObject,
  question: RolloutQuestion,
  version: string | undefined,
  ask: AskRollout,
): readonly RolloutFinding[] {
  const subject = subjectOf(machine) ?? {
    group: coreGroup,
    kind: "Machine",
    name: nameOf(machine),
  };
  const { kubernetesVersion, ...others } = question.intended;
  const wanted = kubernetesVersion ?? version;
  const intended: RolloutIntent = {
    ...others,
    ...(wanted !== undefined && { kubernetesVersion: wanted }),
  };
  return [
    ...judgeLife(machine, subject),
    ...judgeLabel(machine, subject, version),
    ...judgeNodeOf(machine, subject, intended, question.live),
    ...judgeImage(machine, subject, question, ask),
  ];
}

function judgeLife(machine: JsonObject, subject: RolloutSubject): readonly RolloutFinding[] {
  const { conditions, isV1beta2 } = statusView(machine);
  const phase = textAt(machine, "/status/phase");
  const whose = `Machine ${showValue(subject.name)}`;
  const isDeleting = isSet(machine, "/metadata/deletionTimestamp");
  const pointer = "/status/phase";
  return [
    ...judgeFailure(machine, subject),
    ...(isDeleting
      ? [
          rolloutFinding("MACHINE_DELETING", subject, {
            message: `${whose} is being deleted`,
            pointer: "/metadata/deletionTimestamp",
          }),
        ]
      : []),
    ...(phase === "Running"
      ? []
      : [
          rolloutFinding("PHASE_DIFFERS", subject, {
            message: `${whose} is not running`,
            pointer,
            found: phase,
            expected: "Running",
          }),
        ]),
    ...judgeConditions(machine, subject, "/status/conditions", [{ type: "Ready", status: "True" }]),
    ...(conditions === undefined
      ? []
      : judgeConditions(machine, subject, conditions, [
          { type: "UpToDate", status: "True", optional: true },
          { type: "Updating", status: "False", optional: true },
          ...(isV1beta2 ? [] : [{ type: "Ready", status: "True", optional: true } as const]),
        ])),
  ];
}

function judgeLabel(
  machine: JsonObject,
  subject: RolloutSubject,
  version: string | undefined,
): readonly RolloutFinding[] {
  const pointer = "/spec/version";
  const found = textAt(machine, pointer);
  if (version === undefined || (found !== undefined && isIntendedVersion(found, version))) {
    return [];
  }
  const shown = found === undefined ? "no version" : `version ${showValue(found)}`;
  const message = `Machine ${showValue(subject.name)} is of ${shown}`;
  return [
    rolloutFinding("MACHINE_VERSION_DIFFERS", subject, {
      message,
      pointer,
      found,
      expected: version,
    }),
  ];
}

/** By the Node, and by the copy of its report in the Machine; one of them has to be there. */
function judgeNodeOf(
  machine: JsonObject,
  subject: RolloutSubject,
  intended: RolloutIntent,
  live: ManifestSet,
): readonly RolloutFinding[] {
  const pointer = "/status/nodeRef/name";
  const name = textAt(machine, pointer);
  if (name === undefined) {
    const message = `Machine ${showValue(subject.name)} has no node yet`;
    return [rolloutFinding("NODE_NOT_JOINED", subject, { message, pointer })];
  }
  const node = nodeOf(name, textAt(machine, "/spec/providerID"), live);
  const hasCopy = isDefined(machine, "/status/nodeInfo");
  return [
    ...(hasCopy ? judgeNodeInfo(machine, subject, intended) : []),
    ...(node === undefined ? [] : judgeNode(node, intended)),
    ...(hasCopy || node !== undefined ? [] : [nodeUnseen(subject, name)]),
  ];
}

/** The Node of a name, unless it says that it is another machine. */
function nodeOf(
  name: string,
  providerId: string | undefined,
  live: ManifestSet,
): JsonObject | undefined {
  return live.ofName("", "Node", name).find((node) => {
    const its = textAt(node, "/spec/providerID");
    return its === undefined || providerId === undefined || its === providerId;
  });
}

/** What to do about a Node that has to be seen. */
export function nodeUnseen(subject: RolloutSubject, name: string): RolloutFinding {
  return rolloutFinding("NODES_NOT_SEEN", subject, {
    message: `node ${showValue(name)} of ${subject.kind} ${showValue(subject.name)} was not seen`,
    found: name,
    evidence: requestObjects({ resource: "nodes", cluster: "workload" }),
  });
}

/** By the infrastructure machine, whose provider knows where it names its image. */
function judgeImage(
  machine: JsonObject,
  subject: RolloutSubject,
  question: RolloutQuestion,
  ask: AskRollout,
): readonly RolloutFinding[] {
  const { intended } = question;
  if (intendedImages(intended).length === 0) {
    return [];
  }
  const field = objectReferences(machine).find(({ role }) => role === "machineInfrastructure");
  if (field?.reference === undefined) {
    const message = `Machine ${showValue(subject.name)} refers to no infrastructure`;
    return [
      rolloutFinding("IMAGE_NOT_SEEN", subject, { message, pointer: "/spec/infrastructureRef" }),
    ];
  }
  const { group, kind, name, namespace = namespaceOf(machine) } = field.reference;
  return rolloutFindings(
    ask({
      ...question,
      subject: { group, kind, name, ...(namespace !== undefined && { namespace }) },
      intended: imageIntent(intended),
    }),
  );
}
