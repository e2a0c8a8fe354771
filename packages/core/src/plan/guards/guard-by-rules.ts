import type { Diagnostic } from "../../diagnostic.ts";
import { textAt } from "../../json-fields.ts";
import { type ManifestRule, manifestSet, objectKind } from "../../plugin/manifest-rule.ts";
import type { TargetVersions } from "../../plugin/webhook.ts";
import type { PlanGuard, StoredObject } from "../plan-contribution.ts";
import { judgeFailed, type JudgedObject, summarize } from "./judged-object.ts";
import { PlanAddresses } from "./plan-addresses.ts";

type RulesByKind = ReadonlyMap<string, readonly ManifestRule[]>;

/**
 * Finds the hazards of manifests that a plan brings: what rules say of the objects as they stand
 * after a hop and did not say before the plan, at the first hop at which they say it. What is only
 * information is left out.
 *
 * @param rules - of every package whose objects are in the plan
 * @param except - codes that other guards report in their own way; `CODE KIND` where they do so of
 *   one kind only: of the object, or of the one that a reference at the place of the finding names
 * @example
 * ```ts
 * import type { ClusterState, ManifestRule } from "@imagewright/core";
 * import { guardByRules, planObjects } from "@imagewright/core/plan";
 *
 * const noRed: ManifestRule = {
 *   group: "example.com",
 *   kinds: ["Widget"],
 *   check: ({ object }) =>
 *     object["color"] === "red"
 *       ? [{ code: "RED", severity: "warning", message: "it is red", pointer: "/color", hint: "No." }]
 *       : [],
 * };
 * const address = { group: "example.com", version: "v1", kind: "Widget", name: "w" };
 * const none = { paused: [], locations: [], images: [], nodeGroups: [], controls: [] };
 * const cluster: ClusterState = {
 *   ...none,
 *   name: "orders",
 *   place: { object: address, pointer: "" },
 *   writers: [],
 *   unreferenced: [],
 *   diagnostics: [],
 * };
 * const widget = (color: string) => ({
 *   address,
 *   object: { apiVersion: "example.com/v1", kind: "Widget", color },
 * });
 * const hop = {
 *   number: 1,
 *   version: "1.34.1",
 *   movesControlPlane: true,
 *   groups: [],
 *   behind: [],
 *   before: planObjects([widget("blue")]),
 *   after: planObjects([widget("red")]),
 *   changes: [],
 * };
 * const intent = {
 *   apiVersion: "imagewright/v1alpha1",
 *   kind: "UpgradeIntent",
 *   goal: { kubernetesVersion: "1.34" },
 * } as const;
 * const found = guardByRules([noRed])({ cluster, intent, hops: [hop], targetVersions: {} });
 * found.map(({ message }) => message); // => ["it is red (from 1.34.1 on: Widget w)"]
 * ```
 */
export function guardByRules(
  rules: readonly ManifestRule[],
  except: readonly string[] = [],
): PlanGuard {
  const byKind = rulesByKind(rules);
  const left = new Set(except);
  const isHazard = ({ stored, diagnostic }: JudgedObject): boolean =>
    diagnostic.severity !== "info" &&
    !left.has(diagnostic.code) &&
    !left.has(`${diagnostic.code} ${kindAt(stored, diagnostic.pointer)}`);
  return ({ cluster, hops, targetVersions }) => {
    const first = hops[0];
    if (first === undefined || rules.length === 0) {
      return [];
    }
    const addresses = new PlanAddresses(cluster, first.before);
    const judge = (objects: readonly StoredObject[]): readonly JudgedObject[] =>
      judgeObjects(objects, byKind, targetVersions).filter(isHazard);
    const keyOf = ({ stored, diagnostic: { code, pointer } }: JudgedObject): string =>
      `${code} ${addresses.originOf(stored.address)} ${pointer}`;
    const before = addresses.among(first.before);
    let known: Set<string> | undefined;
    return hops.flatMap((hop) => {
      addresses.follow(hop);
      const found = judge(addresses.among(hop.after));
      if (found.length === 0) {
        return [];
      }
      // What was there before is asked for only where there is something to compare it with.
      const seen = (known ??= new Set(judge(before).map(keyOf)));
      const brought = found.filter((one) => !seen.has(keyOf(one)));
      for (const one of brought) {
        seen.add(keyOf(one));
      }
      return summarize(brought, `from ${hop.version} on`);
    });
  };
}

/** The kind that a finding is about. */
function kindAt({ address, object }: StoredObject, pointer: string): string {
  return textAt(object, `${pointer}/kind`) ?? address.kind;
}

function rulesByKind(rules: readonly ManifestRule[]): RulesByKind {
  const byKind = new Map<string, readonly ManifestRule[]>();
  for (const rule of rules) {
    for (const kind of new Set(rule.kinds)) {
      const key = `${rule.group}/${kind}`;
      byKind.set(key, [...(byKind.get(key) ?? []), rule]);
    }
  }
  return byKind;
}

function judgeObjects(
  objects: readonly StoredObject[],
  byKind: RulesByKind,
  targetVersions: TargetVersions,
): readonly JudgedObject[] {
  const manifests = manifestSet(objects.map(({ object }) => object));
  return objects.flatMap((stored) => {
    const { object } = stored;
    const kind = objectKind(object);
    const rules = kind && byKind.get(`${kind.group}/${kind.kind}`);
    return kind === undefined || rules === undefined
      ? []
      : rules
          .flatMap((rule): readonly Diagnostic[] => {
            try {
              return rule.check({ ...kind, object, manifests, targetVersions });
            } catch (error) {
              return [judgeFailed("a rule", error)];
            }
          })
          .map((diagnostic) => ({ stored, diagnostic }));
  });
}
