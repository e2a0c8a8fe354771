import type { Diagnostic } from "@imagewright/core";

import { intentOptions } from "./intent-flags.ts";
import type { MadePlan, PlanRequest } from "./make-plan.ts";

/** Everything that was found while a plan was made. */
export function planFindings(
  { plan, diagnostics }: MadePlan,
  request: PlanRequest,
): readonly Diagnostic[] {
  const found = plan.clusters.flatMap(({ blockers, hazards }) => [...blockers, ...hazards]);
  return [...diagnostics, ...plan.diagnostics, ...found].map((one) => forPeople(one, request));
}

/** Hints name the options of the command. */
function forPeople(found: Diagnostic, { catalog, variables }: PlanRequest): Diagnostic {
  const more = [
    ...(catalog === undefined && ofCatalog.has(found.code)
      ? ["No catalog was given: name one with `--catalog FILE`."]
      : []),
    ...(variables === undefined && found.code === "CLUSTER_VALUE_OPEN"
      ? ["`--variables FILE` gives variables their values."]
      : []),
  ];
  return { ...found, hint: [withOptions(found.hint), ...more].join(" ") };
}

/** Findings that a catalog may answer. */
const ofCatalog: ReadonlySet<string> = new Set(["PLAN_IMAGE_MISSING", "PLAN_VERSION_UNKNOWN"]);

/** A field of the intent is said by an option, too. */
function withOptions(hint: string): string {
  return hint.replaceAll(/`(?<field>\w+)`/gu, (text, field: string) =>
    field !== "goal" && isOption(field) ? `\`${intentOptions[field]}\`` : text,
  );
}

function isOption(field: string): field is keyof typeof intentOptions {
  return Object.hasOwn(intentOptions, field);
}
