import {
  type AskRollout,
  type EvidenceRequest,
  type JsonObject,
  numberAt,
  rolloutFinding,
  type RolloutFinding,
  type RolloutQuestion,
  showValue,
} from "@imagewright/core";

import { judgeMachine } from "./judge-machine.ts";

/** The machines of an owner, and what they are compared with. */
export interface MachineGroup {
  readonly machines: readonly JsonObject[];
  /** What would give all of them. */
  readonly evidence: readonly EvidenceRequest[];
  /** The version that the owner asks for. */
  readonly version: string | undefined;
}

/**
 * Whether an owner has as many machines as it wants, and each runs what is intended. Too few mean
 * that not all were seen: the owner's counters tell whether they exist.
 */
export function judgeMachines(
  owner: JsonObject,
  question: RolloutQuestion,
  { machines, evidence, version }: MachineGroup,
  ask: AskRollout,
): readonly RolloutFinding[] {
  const wanted = numberAt(owner, "/spec/replicas") ?? 0;
  const { subject } = question;
  const whose = `${subject.kind} ${showValue(subject.name)}`;
  const facts = { found: String(machines.length), expected: String(wanted) };
  const missing = rolloutFinding("MACHINES_NOT_SEEN", subject, {
    ...facts,
    message: `${machines.length} of ${wanted} Machines of ${whose} were seen`,
    evidence,
  });
  const extra = rolloutFinding("MACHINES_EXTRA", subject, {
    ...facts,
    message: `${whose} has ${machines.length} Machines and wants ${wanted}`,
  });
  return [
    ...(machines.length < wanted ? [missing] : []),
    ...(machines.length > wanted ? [extra] : []),
    ...machines.flatMap((machine) => judgeMachine(machine, question, version, ask)),
  ];
}
