import { readFileSync } from "node:fs";

import { judgeCreation, judgeUpdate } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { clusterApiWebhooks } from "@imagewright/cluster-api/lint";
import { type ObservedDocument, observeClusters } from "@imagewright/cluster-api/observe";
import { clusterApiPlanning } from "@imagewright/cluster-api/plan";
import {
  type ClusterState,
  createImageCatalog,
  type ImageRecord,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  replaceAt,
  type TargetVersions,
  textAt,
} from "@imagewright/core";
import {
  canonicalJson,
  changeObjects,
  type ClusterPlan,
  coreGuards,
  createPlanner,
  type ObjectChange,
  planObjects,
  type Planner,
  type PlanStep,
  type StoredObject,
  type UpgradeGoal,
} from "@imagewright/core/plan";
import { readYaml } from "@imagewright/core/read";

import { aws } from "../../plugin.ts";
import { awsWebhooks } from "../../webhooks/index.ts";
import { awsPlanning } from "../aws-planning.ts";

/** How a plan is asked for. */
export interface Asked {
  readonly goal: UpgradeGoal | string;
  readonly through?: readonly string[];
  readonly controlPlaneVersion?: string;
  readonly records?: readonly ImageRecord[];
  readonly targetVersions?: TargetVersions;
  readonly at?: string;
  /** Whether the guards of core are asked too. */
  readonly isGuarded?: boolean;
}

/** Values at pointers, by `Kind/name`; null takes the object away, undefined a value. */
export type Edits = Readonly<Record<string, Readonly<Record<string, JsonValue | undefined>> | null>>;

/** The documents of a file of this folder, with edits. */
export function documentsOf(file: string, edits: Edits = {}): readonly ObservedDocument[] {
  const read = readYaml(readFileSync(new URL(file, import.meta.url), "utf8"), { file });
  if (!read.ok) {
    throw new Error(`${file} cannot be read`);
  }
  return read.value.flatMap((document) => {
    const { value } = document;
    const key = `${textAt(value, "/kind") ?? ""}/${textAt(value, "/metadata/name") ?? ""}`;
    const changes = edits[key];
    if (changes === null) {
      return [];
    }
    if (changes === undefined || !isJsonObject(value)) {
      return [document];
    }
    const edited = Object.entries(changes).reduce<JsonObject>(
      (object, [pointer, to]) => replaceAt(object, pointer, to) ?? object,
      value,
    );
    return [{ ...document, value: edited }];
  });
}

/** An AMI in eu-west-1 with a Kubernetes version on it. */
export function recordOf(
  kubernetesVersion: string,
  id: string,
  changes: Partial<ImageRecord> = {},
): ImageRecord {
  return {
    name: `ubuntu-${kubernetesVersion}`,
    kubernetesVersion,
    os: { distribution: "ubuntu", release: "24.04" },
    architecture: "amd64",
    references: [{ kind: "ami", region: "eu-west-1", id }],
    components: { containerd: "2.1.5" },
    created: "2026-11-03T10:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
    ...changes,
  };
}

/** An AMI of Amazon Linux 2, or of Amazon Linux 2023. */
export function amazonLinux(
  kubernetesVersion: string,
  release: "2" | "2023",
  id: string,
): ImageRecord {
  return recordOf(kubernetesVersion, id, {
    name: `al${release}-${kubernetesVersion}`,
    os: { distribution: "amazon-linux", release },
    userDataFormat: release === "2" ? "bootstrap.sh" : "nodeadm",
  });
}

/** What was planned for a cluster. */
export interface Planned {
  readonly state: ClusterState;
  readonly plan: ClusterPlan;
  readonly objects: readonly StoredObject[];
}

/** What is planned for the first cluster of some documents. */
export function planned(documents: readonly ObservedDocument[], asked: Asked): Planned {
  const [first] = plannedAll(documents, asked);
  if (first === undefined) {
    throw new Error("there is no cluster");
  }
  return first;
}

/**
 * What is planned for every cluster of some documents.
 *
 * @param changed - the objects as they stand when the plan is made
 */
export function plannedAll(
  documents: readonly ObservedDocument[],
  asked: Asked,
  changed: (objects: readonly StoredObject[]) => readonly StoredObject[] = (objects) => objects,
): readonly Planned[] {
  const observed = observeClusters(documents, {
    carriers: aws.carriers,
    readImages: aws.readManifest,
  });
  const objects = changed(observed.objects);
  const planner = plannerOf(asked);
  return observed.clusters.map((state) => ({
    state,
    plan: planner.plan({ state, objects: planObjects(objects) }),
    objects,
  }));
}

function plannerOf(asked: Asked): Planner {
  if (aws.writeReference === undefined) {
    throw new Error("the plugin writes no images");
  }
  const { goal, through, controlPlaneVersion, records = [] } = asked;
  const { targetVersions, at, isGuarded = false } = asked;
  return createPlanner({
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal: typeof goal === "string" ? { kubernetesVersion: goal } : goal,
      ...(through !== undefined && { through }),
      ...(controlPlaneVersion !== undefined && { controlPlaneVersion }),
    },
    catalog: createImageCatalog(records),
    contributions: [
      awsPlanning,
      { ...clusterApiPlanning, guards: [] },
      ...(isGuarded ? [{ upgraders: [], guards: coreGuards }] : []),
    ],
    writeReference: aws.writeReference,
    ...(targetVersions !== undefined && { targetVersions }),
    ...(at !== undefined && { at }),
  });
}

/** The codes of what forbids a plan, each once. */
export function blockersOf({ plan }: Planned): readonly string[] {
  return [...new Set(plan.blockers.map(({ code }) => code))];
}

/** A change, each of its fields in one line. */
function describeChange(change: ObjectChange): string {
  const { kind, name } = change.object;
  const fields = change.change === "patch" || change.change === "copy" ? change.fields : [];
  const texts = fields.map(
    ({ pointer, from, to }) => `    ${pointer}: ${textOf(from)} -> ${textOf(to)}`,
  );
  const of = change.change === "copy" ? ` of ${change.of.name}` : "";
  return [`  ${change.change} ${kind} ${name}${of}`, ...texts].join("\n");
}

function textOf(value: JsonValue | undefined): string {
  return value === undefined ? "nothing" : typeof value === "string" ? value : canonicalJson(value);
}

/** The steps of a plan that change anything or let time pass, as text. */
export function describeSteps({ plan }: Planned): string {
  const steps = plan.steps.filter(({ class: kind }) => kind !== "read");
  return steps
    .map(({ hop, action, title, effects, check, rollback }) => {
      const proof =
        check === undefined ? "" : ` until ${check.subject.kind} ${intentOf(check.intended)}`;
      return [`${hop} ${action}: ${title} (${rollback})${proof}`, ...effects.map(describeChange)];
    })
    .map((lines) => `${lines.join("\n")}\n`)
    .join("");
}

function intentOf({
  kubernetesVersion,
  record,
}: NonNullable<PlanStep["check"]>["intended"]): string {
  return [kubernetesVersion, record?.name].filter((text) => text !== undefined).join(" by ");
}

/** All objects after some steps. */
export function after(
  { objects }: Pick<Planned, "objects">,
  steps: readonly PlanStep[],
): readonly StoredObject[] {
  const draft = changeObjects(planObjects(objects));
  const made: StoredObject["address"][] = [];
  for (const effect of steps.flatMap(({ effects }) => effects)) {
    if (!draft.apply(effect)) {
      throw new Error(`this cannot be done: ${describeChange(effect)}`);
    }
    if (effect.change === "copy" || effect.change === "create") {
      made.push(effect.object);
    }
  }
  return [...objects.map(({ address }) => address), ...made].flatMap(
    (address) => draft.find(address) ?? [],
  );
}

/** The objects where a plan leads, with those it leaves behind. */
export function endOf(whole: Planned): string {
  return canonicalJson(
    after(whole, whole.plan.steps)
      .map(({ object }) => object)
      .toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)),
  );
}

/** Where the cluster ends when the plan is made anew after each of its steps: once for each prefix. */
export function endsOfPrefixes(
  documents: readonly ObservedDocument[],
  asked: Asked,
): readonly string[] {
  const whole = planned(documents, asked);
  return Array.from({ length: whole.plan.steps.length + 1 }, (_, count) => {
    const reached = after(whole, whole.plan.steps.slice(0, count));
    const again = planned(
      reached.map(({ object }) => ({ value: object })),
      asked,
    );
    if (again.plan.blockers.length > 0) {
      throw new Error(`after ${count} steps: ${blockersOf(again).join(", ")}`);
    }
    return endOf(again);
  });
}

/** What definitions and webhooks say of every change of a plan. */
export function refusalsOf({ plan, objects }: Planned, definitions: string): readonly string[] {
  const source = folderSource(definitions);
  const draft = changeObjects(planObjects(objects));
  const options = { webhooks: [...awsWebhooks, ...clusterApiWebhooks] };
  return plan.steps.flatMap(({ effects }) =>
    effects.flatMap((effect) => {
      const old = draft.find(effect.object)?.object;
      draft.apply(effect);
      const object = draft.find(effect.object)?.object ?? {};
      const { diagnostics } =
        old === undefined
          ? judgeCreation(object, source, options)
          : judgeUpdate(old, object, source, options);
      return diagnostics
        .filter(({ severity }) => severity === "error")
        .map(({ code, message }) => `${effect.object.kind} ${code} ${message}`);
    }),
  );
}
