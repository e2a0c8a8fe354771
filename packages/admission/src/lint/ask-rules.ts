import type { Diagnostic, ManifestRule, ManifestSet, TargetVersions } from "@imagewright/core";

import type { GatheredObject } from "./gather-objects.ts";
import { lintDiagnostics } from "./lint-diagnostics.ts";

/** Everything the rules of its kind say about an object. */
export function askRules(
  { object, kind }: GatheredObject,
  rules: readonly ManifestRule[],
  manifests: ManifestSet,
  targetVersions: TargetVersions,
): readonly Diagnostic[] {
  return rulesFor(rules, kind.group, kind.kind).flatMap((rule) => {
    try {
      return rule.check({ ...kind, object, manifests, targetVersions });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `a rule broke on the object: ${reason.slice(0, 200)}`;
      return [lintDiagnostics.report("LINT_RULE_FAILED", { message })];
    }
  });
}

export function rulesFor(
  rules: readonly ManifestRule[],
  group: string,
  kind: string,
): readonly ManifestRule[] {
  return rules.filter((rule) => rule.group === group && rule.kinds.includes(kind));
}
