import data from "./data/rollout-reasons.json" with { type: "json" };

/**
 * How far a rollout is.
 *
 * - `missing`: the subject is not there
 * - `unobserved`: it does not ask for what is intended, or its controller has not looked yet
 * - `paused`: nothing moves until somebody lets it
 * - `failed`: somebody has to act
 * - `running`: on its way
 * - `unknown`: nothing speaks against "done", and something that has to be seen was not
 * - `done`: every machine was seen to run what is intended
 */
export type RolloutState =
  | "missing"
  | "unobserved"
  | "paused"
  | "failed"
  | "running"
  | "unknown"
  | "done";

/** The public codes of reasons; each means one state. */
export type RolloutReasonCode =
  | "OBJECT_MISSING"
  | "INTENT_NOT_APPLIED"
  | "GENERATION_UNOBSERVED"
  | "PAUSED"
  | "FAILED"
  | "NOT_REPLACED"
  | "NO_TOPOLOGY"
  | "INSTANCE_REFRESH_FAILED"
  | "REMEDIATING"
  | "VERSION_DIFFERS"
  | "VERSION_MISSING"
  | "COUNTER_DIFFERS"
  | "COUNTER_MISSING"
  | "CONDITION_DIFFERS"
  | "CONDITION_MISSING"
  | "CONDITION_STALE"
  | "PHASE_DIFFERS"
  | "UPGRADE_STEPS_LEFT"
  | "HOOK_PENDING"
  | "MACHINE_DELETING"
  | "MACHINE_VERSION_DIFFERS"
  | "MACHINES_EXTRA"
  | "NODE_NOT_JOINED"
  | "NODE_NOT_READY"
  | "KUBELET_DIFFERS"
  | "OS_IMAGE_DIFFERS"
  | "ARCHITECTURE_DIFFERS"
  | "RUNTIME_DIFFERS"
  | "IMAGE_DIFFERS"
  | "MODEL_OUTDATED"
  | "CLOUD_STATE_DIFFERS"
  | "DRIFTED"
  | "CLUSTER_NOT_SEEN"
  | "OBJECTS_NOT_SEEN"
  | "MACHINES_NOT_SEEN"
  | "NODES_NOT_SEEN"
  | "IMAGE_NOT_SEEN"
  | "CLOUD_NOT_ASKED"
  | "JUDGE_MISSING";

/** The states in the order in which they are decided: the earlier beats the later. */
export const stateOrder: readonly RolloutState[] = [
  "missing",
  "unobserved",
  "paused",
  "failed",
  "running",
  "unknown",
  "done",
];

const states = new Map<string, RolloutState>(
  data.states.flatMap(({ state, reasons }) =>
    isState(state) ? reasons.map((code) => [code, state] as const) : [],
  ),
);

/**
 * The state that a reason stands for.
 *
 * @example
 * ```ts
 * rolloutStateOf("KUBELET_DIFFERS"); // => "running"
 * rolloutStateOf("NODES_NOT_SEEN"); // => "unknown"
 * ```
 */
export function rolloutStateOf(code: RolloutReasonCode): RolloutState {
  const state = states.get(code);
  if (state === undefined) {
    throw new Error(`no state is known for ${code}`);
  }
  return state;
}

/**
 * What a reason means, and what to do about it.
 *
 * @example
 * ```ts
 * explainRolloutReason("NODES_NOT_SEEN").remedy.startsWith("Give the Nodes"); // => true
 * ```
 */
export function explainRolloutReason(code: RolloutReasonCode): {
  readonly cause: string;
  readonly remedy: string;
} {
  return data.reasons[code];
}

function isState(text: string): text is RolloutState {
  return (stateOrder as readonly string[]).includes(text);
}
