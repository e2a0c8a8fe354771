import type {
  Diagnostic,
  JsonObject,
  ObjectKind,
  TargetVersions,
  Webhook,
  WebhookReview,
} from "@imagewright/core";

import { admissionDiagnostics } from "../admission-diagnostics.ts";
import type { CheckState } from "../schema/check-state.ts";
import { checkPlain } from "./check-plain.ts";

/** Most findings of one webhook that are shown. */
const mostFindings = 100;

/** The webhooks a kind has, and what they are told. */
export interface WebhookCall {
  readonly webhooks: readonly Webhook[];
  readonly targetVersions: TargetVersions;
  /** The object that is replaced; absent at creation. */
  readonly oldObject: JsonObject | undefined;
  readonly state: CheckState;
}

/**
 * The webhooks to ask about an object. Those of its kind that are registered for other versions
 * only would see it converted, which is not done here: that is noted as not checked.
 */
export function webhooksFor(
  { group, kind, version }: ObjectKind,
  webhooks: readonly Webhook[],
  state: CheckState,
): readonly Webhook[] {
  const ofKind = webhooks.filter((one) => one.group === group && one.kinds.includes(kind));
  const fitting = ofKind.filter(({ versions }) => versions.includes(version));
  const others = ofKind.filter((one) => !fitting.includes(one)).flatMap(({ versions }) => versions);
  if (others.length > 0) {
    const names = [...new Set(others)].join(", ");
    state.leave("webhook", `a webhook sees the object converted to ${names}, not as ${version}`);
  }
  return fitting;
}

/**
 * The object as the mutating webhooks leave it, one after the other.
 *
 * @param settle - makes the object of a webhook ready for the next one
 */
export function askToMutate(
  object: JsonObject,
  call: WebhookCall,
  settle: (object: JsonObject) => JsonObject,
): { readonly object: JsonObject; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  let current = object;
  for (const { mutate } of call.webhooks) {
    if (mutate === undefined) {
      continue;
    }
    const given = current;
    const answer = attempt(() => {
      const mutated = mutate(reviewOf(given, call));
      const fault = checkPlain(mutated);
      if (fault !== undefined) {
        throw new TypeError(fault.message);
      }
      return mutated;
    });
    if (!answer.ok) {
      diagnostics.push(failed(answer.reason, call.state));
    } else if (answer.value !== given) {
      current = settle(answer.value);
    }
  }
  return { object: current, diagnostics };
}

/** Everything the validating webhooks say about an object. */
export function askToValidate(object: JsonObject, call: WebhookCall): readonly Diagnostic[] {
  return call.webhooks.flatMap(({ validate }) => {
    if (validate === undefined) {
      return [];
    }
    const answer = attempt(() => validate(reviewOf(object, call)));
    return answer.ok ? capped(answer.value) : [failed(answer.reason, call.state)];
  });
}

function reviewOf(object: JsonObject, call: WebhookCall): WebhookReview {
  const { oldObject, targetVersions } = call;
  return { object, targetVersions, ...(oldObject !== undefined && { oldObject }) };
}

type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

function attempt<T>(ask: () => T): Answer<T> {
  try {
    return { ok: true, value: ask() };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function failed(reason: string, state: CheckState): Diagnostic {
  state.leave("webhook", "a webhook broke on the object");
  const message = `a webhook broke on the object: ${reason.slice(0, 200)}`;
  return admissionDiagnostics.report("ADMISSION_WEBHOOK_FAILED", { message });
}

function capped(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= mostFindings) {
    return diagnostics;
  }
  const rest = diagnostics.slice(mostFindings);
  const isError = rest.some(({ severity }) => severity === "error");
  const code = isError ? "ADMISSION_MORE_ERRORS" : "ADMISSION_MORE_WARNINGS";
  const message = `and ${rest.length} more`;
  return [...diagnostics.slice(0, mostFindings), admissionDiagnostics.report(code, { message })];
}
