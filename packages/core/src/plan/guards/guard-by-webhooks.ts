import type { Diagnostic } from "../../diagnostic.ts";
import type { JsonObject } from "../../json-value.ts";
import { objectKind } from "../../plugin/manifest-rule.ts";
import type { TargetVersions, Webhook } from "../../plugin/webhook.ts";
import type { GuardedHop, PlanGuard, StoredObject } from "../plan-contribution.ts";
import { changeObjects } from "../plan-objects.ts";
import { judgeFailed, type JudgedObject, summarize } from "./judged-object.ts";

type WebhooksByKind = ReadonlyMap<string, readonly Webhook[]>;

/**
 * Finds changes that the admission webhooks of their kinds would refuse: each patch is judged as an
 * update of the object as it stands then, each new object as a creation. Objects of versions that
 * no webhook is registered for pass by, as they would be seen converted.
 *
 * @param webhooks - of every package whose objects are in the plan
 * @param except - codes that other guards report in their own way
 * @example
 * ```ts
 * import type { ClusterState, Webhook } from "@imagewright/core";
 * import { guardByWebhooks, planObjects } from "@imagewright/core/plan";
 *
 * const frozen: Webhook = {
 *   group: "example.com",
 *   kinds: ["Widget"],
 *   versions: ["v1"],
 *   validate: ({ object, oldObject }) =>
 *     oldObject === undefined || object["color"] === oldObject["color"]
 *       ? []
 *       : [{ code: "FROZEN", severity: "error", message: "stays", pointer: "/color", hint: "No." }],
 * };
 * const address = { group: "example.com", version: "v1", kind: "Widget", name: "w" };
 * const object = { apiVersion: "example.com/v1", kind: "Widget", color: "blue" };
 * const fields = [{ pointer: "/color", from: "blue", to: "red" }];
 * const hop = {
 *   number: 1,
 *   version: "1.34.1",
 *   movesControlPlane: true,
 *   groups: [],
 *   behind: [],
 *   before: planObjects([{ address, object }]),
 *   after: planObjects([{ address, object: { ...object, color: "red" } }]),
 *   changes: [{ change: "patch" as const, object: address, fields }],
 * };
 * const cluster: ClusterState = {
 *   name: "orders",
 *   paused: [],
 *   locations: [],
 *   images: [],
 *   nodeGroups: [],
 *   controls: [],
 *   writers: [],
 *   unreferenced: [],
 *   diagnostics: [],
 * };
 * const intent = {
 *   apiVersion: "imagewright/v1alpha1",
 *   kind: "UpgradeIntent",
 *   goal: { kubernetesVersion: "1.34" },
 * } as const;
 * const found = guardByWebhooks([frozen])({ cluster, intent, hops: [hop], targetVersions: {} });
 * found.map(({ message }) => message); // => ["stays (on the way to 1.34.1: Widget w)"]
 * ```
 */
export function guardByWebhooks(
  webhooks: readonly Webhook[],
  except: readonly string[] = [],
): PlanGuard {
  const byKind = webhooksByKind(webhooks);
  const left = new Set(except);
  return ({ hops, targetVersions }) => {
    if (webhooks.length === 0) {
      return [];
    }
    const told = new Set<string>();
    const call: WebhookCall = { byKind, targetVersions, stored: new WeakMap() };
    return hops.flatMap((hop) => {
      const refused = judgeHop(hop, call).filter(({ stored, diagnostic }) => {
        const { kind, name, namespace = "" } = stored.address;
        const { code, pointer, message } = diagnostic;
        const key = `${kind} ${namespace}/${name} ${code} ${pointer} ${message}`;
        const isNew = !told.has(key) && !left.has(code);
        told.add(key);
        return isNew;
      });
      return summarize(refused, `on the way to ${hop.version}`);
    });
  };
}

/** What the webhooks of one plan are asked with. */
interface WebhookCall {
  readonly byKind: WebhooksByKind;
  readonly targetVersions: TargetVersions;
  /** Objects as mutating webhooks left them: what the next change of them replaces. */
  readonly stored: WeakMap<JsonObject, JsonObject>;
}

function webhooksByKind(webhooks: readonly Webhook[]): WebhooksByKind {
  const byKind = new Map<string, readonly Webhook[]>();
  for (const webhook of webhooks) {
    for (const kind of webhook.kinds) {
      const key = `${webhook.group}/${kind}`;
      byKind.set(key, [...(byKind.get(key) ?? []), webhook]);
    }
  }
  return byKind;
}

function judgeHop({ before, changes }: GuardedHop, call: WebhookCall): readonly JudgedObject[] {
  const objects = changeObjects(before);
  return changes.flatMap((change) => {
    const old = change.change === "patch" ? objects.find(change.object) : undefined;
    // A change that cannot be made is the planner's to report.
    const isMade = objects.apply(change);
    const stored = isMade ? objects.find(change.object) : undefined;
    return stored === undefined ? [] : judge(stored, old?.object, call);
  });
}

function judge(
  stored: StoredObject,
  old: JsonObject | undefined,
  call: WebhookCall,
): readonly JudgedObject[] {
  const kind = objectKind(stored.object);
  const known = kind && call.byKind.get(`${kind.group}/${kind.kind}`);
  return kind === undefined || known === undefined
    ? []
    : known
        .filter(({ versions }) => versions.includes(kind.version))
        .flatMap((webhook) => ask(webhook, stored.object, old, call))
        .filter(({ severity, code }) => severity === "error" || code === "PLAN_JUDGE_FAILED")
        .map((diagnostic) => ({ stored, diagnostic }));
}

function ask(
  { mutate = ({ object }) => object, validate = () => [] }: Webhook,
  object: JsonObject,
  old: JsonObject | undefined,
  { targetVersions, stored }: WebhookCall,
): readonly Diagnostic[] {
  try {
    const oldObject = old && (stored.get(old) ?? mutate({ object: old, targetVersions }));
    const replaced = oldObject === undefined ? {} : { oldObject };
    const mutated = mutate({ object, targetVersions, ...replaced });
    stored.set(object, mutated);
    return validate({ object: mutated, targetVersions, ...replaced });
  } catch (error) {
    return [judgeFailed("a webhook", error)];
  }
}
