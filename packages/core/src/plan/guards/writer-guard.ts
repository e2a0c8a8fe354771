import type { ObjectWriter } from "../cluster-state.ts";
import { nameList } from "../name-list.ts";
import { objectText } from "../object-text.ts";
import type { PlanGuard } from "../plan-contribution.ts";
import { movingGroups } from "./moving-groups.ts";
import { placeFacts } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";

/** Tools that write back what lies in a repository. */
export const writerGuard: PlanGuard = ({ cluster, hops }) => {
  const byName = new Map<string, ObjectWriter[]>();
  for (const { writers } of [cluster, ...movingGroups({ hops })]) {
    for (const writer of writers) {
      const known = byName.get(writer.name);
      if (writer.isGitOps && known === undefined) {
        byName.set(writer.name, [writer]);
      } else if (writer.isGitOps) {
        known?.push(writer);
      }
    }
  }
  return [...byName].flatMap(([name, writers]) =>
    writers.slice(0, 1).map(({ place }) => {
      const objects = [...new Set(writers.map((writer) => objectText(writer.place.object)))];
      return planGuardDiagnostics.report("PLAN_GITOPS", {
        message: `${name} writes ${nameList(objects)}`,
        ...placeFacts(place),
      });
    }),
  );
};
