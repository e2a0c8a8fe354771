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
  type ImageReference,
  type JsonObject,
  type JsonValue,
  isJsonObject,
  parseImageReference,
  replaceAt,
  type TargetVersions,
  textAt,
} from "@imagewright/core";
import {
  canonicalJson,
  changeObjects,
  type ClusterPlan,
  type ObjectChange,
  planObjects,
  type Planner,
  type PlanStep,
  createPlanner,
  type StoredObject,
  type UpgradeIntent,
} from "@imagewright/core/plan";
import { readYaml } from "@imagewright/core/read";

import { azure } from "../../plugin.ts";
import { azureWebhooks } from "../../webhooks/azure-webhooks.ts";
import { azurePlanning } from "../azure-planning.ts";

/** How a plan is asked for. */
export interface Asked {
  readonly goal?: string;
  readonly through?: readonly string[];
  readonly pace?: "lockstep" | "fewer";
  readonly records: readonly ImageRecord[];
  readonly targetVersions?: TargetVersions;
}

/** Values at pointers, by `Kind/name`; null takes the object away. */
export type Edits = Readonly<
  Record<string, Readonly<Record<string, JsonValue | undefined>> | undefined | null>
>;

/** The documents of a file, with edits. */
export function documentsOf(url: URL, edits: Edits = {}): readonly ObservedDocument[] {
  const file = url.pathname.split("/").at(-1) ?? "";
  const read = readYaml(readFileSync(url, "utf8"), { file });
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

/** A record of an image, by its version and canonical references. */
export function recordOf(
  kubernetesVersion: string,
  references: readonly (ImageReference | string)[],
  changes: Partial<ImageRecord> = {},
): ImageRecord {
  return {
    name: `ubuntu-2404-${kubernetesVersion}`,
    kubernetesVersion,
    os: { distribution: "ubuntu", release: "24.04" },
    architecture: "amd64",
    references: references.map(referenceOf),
    components: {},
    created: "2026-11-03T10:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
    ...changes,
  };
}

function referenceOf(reference: ImageReference | string): ImageReference {
  if (typeof reference !== "string") {
    return reference;
  }
  const parsed = parseImageReference(reference);
  if (!parsed.ok) {
    throw new Error(`${reference} is no reference`);
  }
  return parsed.value;
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
    carriers: azure.carriers,
    readImages: azure.readManifest,
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
  if (azure.writeReference === undefined) {
    throw new Error("the plugin writes no images");
  }
  const { goal = "1.34", through, pace, records, targetVersions } = asked;
  const intent: UpgradeIntent = {
    apiVersion: "imagewright/v1alpha1",
    kind: "UpgradeIntent",
    goal: { kubernetesVersion: goal },
    ...(through !== undefined && { through }),
    ...(pace !== undefined && { pace }),
  };
  return createPlanner({
    intent,
    catalog: createImageCatalog(records),
    contributions: [azurePlanning, { ...clusterApiPlanning, guards: [] }],
    writeReference: azure.writeReference,
    ...(targetVersions !== undefined && { targetVersions }),
  });
}

/** A change in one line. */
export function describeChange(change: ObjectChange): string {
  const { kind, name } = change.object;
  const fields = change.change === "patch" || change.change === "copy" ? change.fields : [];
  const texts = fields.map(
    ({ pointer, from, to }) => `${pointer}: ${textOf(from)} -> ${textOf(to)}`,
  );
  const of = change.change === "copy" ? ` of ${change.of.name}` : "";
  return [`${change.change} ${kind} ${name}${of}`, ...texts].join("\n  ");
}

function textOf(value: JsonValue | undefined): string {
  return value === undefined ? "nothing" : typeof value === "string" ? value : canonicalJson(value);
}

/** Every change of a plan, step by step. */
export function describeSteps(steps: readonly PlanStep[]): readonly string[] {
  return steps.flatMap(({ effects }) => effects.map(describeChange));
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
    if (effect.change === "copy") {
      made.push(effect.object);
    }
  }
  return [...objects.map(({ address }) => address), ...made].flatMap(
    (address) => draft.find(address) ?? [],
  );
}

/**
 * Where the cluster ends when the plan is made anew after each of its steps: once for each prefix.
 * Templates that only an interrupted plan has made count too.
 */
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
    return canonicalJson(
      after(again, again.plan.steps)
        .map(({ object }) => object)
        .toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)),
    );
  });
}

/** What definitions and webhooks say of every change of a plan. */
export function refusalsOf({ plan, objects }: Planned, definitions: string): readonly string[] {
  const source = folderSource(definitions);
  const draft = changeObjects(planObjects(objects));
  const options = { webhooks: [...azureWebhooks, ...clusterApiWebhooks] };
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
