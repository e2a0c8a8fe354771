import { textAt } from "../json-fields.ts";
import type { JsonObject } from "../json-value.ts";
import { objectKind } from "../plugin/manifest-rule.ts";
import { evidenceOfSubject } from "./evidence-request.ts";
import { type RolloutReasonCode, rolloutStateOf, stateOrder } from "./rollout-reasons.ts";
import type {
  EvidenceRequest,
  RolloutReason,
  RolloutSubject,
  RolloutVerdict,
} from "./rollout-verdict.ts";

/** A reason, with what would tell more. */
export interface RolloutFinding extends RolloutReason {
  readonly evidence?: readonly EvidenceRequest[];
}

/** The facts of one finding. */
export interface RolloutFacts {
  readonly message: string;
  readonly pointer?: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly evidence?: readonly EvidenceRequest[];
}

/**
 * Makes a finding about an object.
 *
 * @example
 * ```ts
 * const subject = { group: "", kind: "Node", name: "worker-1" };
 * rolloutFinding("NODE_NOT_READY", subject, { message: "worker-1 is not ready" }).pointer; // => ""
 * ```
 */
export function rolloutFinding(
  code: RolloutReasonCode,
  object: RolloutSubject,
  { message, pointer = "", found, expected, evidence }: RolloutFacts,
): RolloutFinding {
  return {
    code,
    object,
    pointer,
    ...(found !== undefined && { found }),
    ...(expected !== undefined && { expected }),
    message,
    ...(evidence !== undefined && { evidence }),
  };
}

/**
 * The verdict of findings: done if there are none, else the state that is decided first. Evidence
 * is asked for only where nothing else speaks against "done".
 *
 * @example
 * ```ts
 * rolloutVerdict([]); // => { state: "done", reasons: [], evidence: [] }
 * const subject = { group: "", kind: "Node", name: "worker-1" };
 * const unseen = rolloutFinding("NODES_NOT_SEEN", subject, { message: "worker-1 was not seen" });
 * const late = rolloutFinding("KUBELET_DIFFERS", subject, { message: "worker-1 is late" });
 * const { state, reasons } = rolloutVerdict([unseen, late]);
 * state; // => "running"
 * reasons.map(({ code }) => code); // => ["KUBELET_DIFFERS", "NODES_NOT_SEEN"]
 * ```
 */
export function rolloutVerdict(findings: readonly RolloutFinding[]): RolloutVerdict {
  const ranked = findings.map((finding) => ({
    finding,
    rank: stateOrder.indexOf(rolloutStateOf(finding.code)),
  }));
  const sorted = ranked.toSorted((a, b) => a.rank - b.rank);
  const state = stateOrder[sorted[0]?.rank ?? stateOrder.length - 1] ?? "unknown";
  return {
    state,
    reasons: distinct(sorted.map(({ finding }) => reasonOf(finding))),
    evidence:
      state === "unknown" ? distinct(findings.flatMap(({ evidence }) => evidence ?? [])) : [],
  };
}

/**
 * What a verdict on a part says about the whole: its reasons, each with what the part asks for. A
 * part that is not among the live objects was not seen; whether it is missing, only the whole knows.
 *
 * @example
 * ```ts
 * rolloutFindings({ state: "done", reasons: [], evidence: [] }); // => []
 * ```
 */
export function rolloutFindings({ reasons, evidence }: RolloutVerdict): readonly RolloutFinding[] {
  return reasons.map((reason) =>
    reason.code === "OBJECT_MISSING"
      ? { ...reason, code: "OBJECTS_NOT_SEEN", evidence: evidenceOfSubject(reason.object) }
      : { ...reason, evidence },
  );
}

/**
 * The name of an object; undefined where it names neither kind nor itself.
 *
 * @example
 * ```ts
 * subjectOf({ apiVersion: "v1", kind: "Node", metadata: { name: "worker-1" } });
 * // => { group: "", kind: "Node", name: "worker-1" }
 * subjectOf({ kind: "Node" }); // => undefined
 * ```
 */
export function subjectOf(object: JsonObject): RolloutSubject | undefined {
  const named = objectKind(object);
  const name = textAt(object, "/metadata/name");
  const namespace = textAt(object, "/metadata/namespace");
  return named === undefined || name === undefined
    ? undefined
    : {
        group: named.group,
        kind: named.kind,
        name,
        ...(namespace !== undefined && { namespace }),
      };
}

function reasonOf({
  code,
  object,
  pointer,
  found,
  expected,
  message,
}: RolloutFinding): RolloutReason {
  return {
    code,
    object,
    pointer,
    ...(found !== undefined && { found }),
    ...(expected !== undefined && { expected }),
    message,
  };
}

/** Each once: two ways to one Node find the same. */
function distinct<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
