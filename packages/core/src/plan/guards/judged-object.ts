import type { Diagnostic } from "../../diagnostic.ts";
import { nameList } from "../name-list.ts";
import { objectText } from "../object-text.ts";
import type { StoredObject } from "../plan-contribution.ts";
import { placeFacts } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";

/** What a rule or a webhook says of one object. */
export interface JudgedObject {
  readonly stored: StoredObject;
  readonly diagnostic: Diagnostic;
}

/** That a rule or a webhook broke. */
export function judgeFailed(who: string, error: unknown): Diagnostic {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `${who} broke: ${reason.slice(0, 200)}`;
  return planGuardDiagnostics.report("PLAN_JUDGE_FAILED", { message });
}

/** One finding for all objects of which the same is said, with the moment at which it holds. */
export function summarize(judged: readonly JudgedObject[], when: string): readonly Diagnostic[] {
  const same = Map.groupBy(judged, ({ diagnostic: { code, message } }) => `${code} ${message}`);
  return [...same.values()].flatMap((group) =>
    group.slice(0, 1).map(({ stored: { address, source }, diagnostic }) => {
      const names = [...new Set(group.map(({ stored }) => objectText(stored.address)))];
      const { pointer } = diagnostic;
      const place = { object: address, pointer, ...(source !== undefined && { source }) };
      return {
        ...diagnostic,
        ...placeFacts(place),
        pointer,
        message: `${diagnostic.message} (${when}: ${nameList(names)})`,
      };
    }),
  );
}
