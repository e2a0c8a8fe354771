import {
  type FactPlace,
  formatPointer,
  isJsonObject,
  type JsonObject,
  type MachineHint,
  type ObjectWriter,
  type RolloutSettings,
  type TextFact,
  type UpgradeControl,
  valueAt,
} from "@imagewright/core";

import data from "../data/observed-kinds.json" with { type: "json" };
import { expandPointer } from "../json/expand-pointer.ts";
import { listAt, ownText, textsAt } from "../json/read-field.ts";
import { placeOf, type PlacedObject } from "./placed-object.ts";

/** A text or number at a pointer; undefined where there is neither. */
export function textFact(placed: PlacedObject, pointer: string): TextFact | undefined {
  const value = valueAt(placed.object, pointer);
  return typeof value === "string" || typeof value === "number"
    ? { text: String(value), place: placeOf(placed, pointer) }
    : undefined;
}

/** What stops the controllers of an object: its annotation, or a field of its own. */
export function pausesOf(placed: PlacedObject): readonly FactPlace[] {
  const annotation = "cluster.x-k8s.io/paused";
  const isAnnotated = textsAt(placed.object, "/metadata/annotations").has(annotation);
  return [
    ...(valueAt(placed.object, "/spec/paused") === true ? [placeOf(placed, "/spec/paused")] : []),
    ...(isAnnotated ? [annotationPlace(placed, "/metadata", annotation)] : []),
  ];
}

/** Annotations that steer upgrades, in metadata of an object or of a part of it. */
export function controlsOf(
  placed: PlacedObject,
  metadata = "/metadata",
): readonly UpgradeControl[] {
  return [...textsAt(placed.object, `${metadata}/annotations`)].flatMap(([name, text]) => {
    const effect = effects.get(name) ?? effects.get(name.replace(/\/.*$/u, "/*"));
    return effect === undefined
      ? []
      : [{ effect, text, place: annotationPlace(placed, metadata, name) }];
  });
}

/** Who else writes an object: tools that mark what they apply, and managers of its fields. */
export function writersOf(placed: PlacedObject): readonly ObjectWriter[] {
  const marked = data.writers.flatMap(({ in: part, key, name, ...rest }) => {
    const text = textsAt(placed.object, `/metadata/${part}`).get(key);
    const isMeant = text !== undefined && (!("value" in rest) || rest.value === text);
    const pointer = `/metadata/${part}${formatPointer([key])}`;
    return isMeant ? [{ name, isGitOps: true, place: placeOf(placed, pointer) }] : [];
  });
  const managers = listAt(placed.object, "/metadata/managedFields").flatMap((entry, at) => {
    const manager = isJsonObject(entry) ? ownText(entry, "manager") : undefined;
    return manager === undefined ? [] : [managerAt(placed, manager, at)];
  });
  // The first place that tells of a writer is enough.
  const byName = Map.groupBy([...marked, ...managers], ({ name }) => name);
  return [...byName.values()].flatMap((same) => same.slice(0, 1));
}

/** What fields of a machine, a template or a pool tell of the machine. */
export function hintsOf(placed: PlacedObject): readonly MachineHint[] {
  return data.hints.flatMap(({ about, path }) => {
    const fact = textFact(placed, path);
    return fact === undefined || !isSubject(about) ? [] : [{ about, ...fact }];
  });
}

/** Where a cluster is, as its infrastructure says. */
export function locationsOf(placed: PlacedObject): readonly TextFact[] {
  return data.locations
    .filter(({ kind }) => kind === placed.address.kind)
    .flatMap(({ path }) => expandPointer(placed.object, path))
    .flatMap(({ pointer }) => textFact(placed, pointer) ?? []);
}

/** How an owner replaces machines, in whichever of both API versions it is written. */
export function rolloutOf(placed: PlacedObject, at = "/spec"): RolloutSettings {
  const strategy = ["/rollout/strategy", "/rolloutStrategy", "/strategy"]
    .map((path) => `${at}${path}`)
    .find((path) => isJsonObject(valueAt(placed.object, path)));
  const facts: { readonly [name in keyof RolloutSettings]: TextFact | undefined } = {
    strategy: strategy === undefined ? undefined : textFact(placed, `${strategy}/type`),
    maxSurge:
      strategy === undefined ? undefined : textFact(placed, `${strategy}/rollingUpdate/maxSurge`),
    maxUnavailable:
      strategy === undefined
        ? undefined
        : textFact(placed, `${strategy}/rollingUpdate/maxUnavailable`),
    after: textFact(placed, `${at}/rollout/after`) ?? textFact(placed, `${at}/rolloutAfter`),
  };
  return given(facts);
}

/** The facts there are. */
function given({
  strategy,
  maxSurge,
  maxUnavailable,
  after,
}: {
  readonly [name in keyof RolloutSettings]: TextFact | undefined;
}): RolloutSettings {
  return {
    ...(strategy !== undefined && { strategy }),
    ...(maxSurge !== undefined && { maxSurge }),
    ...(maxUnavailable !== undefined && { maxUnavailable }),
    ...(after !== undefined && { after }),
  };
}

/** Texts of the requirements of a node pool about its machines. */
export function requirementHints(placed: PlacedObject, list: string): readonly MachineHint[] {
  return listAt(placed.object, list).flatMap((entry, at) => {
    const hint = isJsonObject(entry) ? hintOfRequirement(entry) : undefined;
    const values = isJsonObject(entry) ? listAt(entry, "/values") : [];
    return hint === undefined
      ? []
      : values.flatMap((_, index) => {
          const fact = textFact(placed, `${list}/${at}/values/${index}`);
          return fact === undefined ? [] : [{ about: hint, ...fact }];
        });
  });
}

function hintOfRequirement(entry: JsonObject): MachineHint["about"] | undefined {
  const about = data.requirementHints.find(({ key }) => key === ownText(entry, "key"))?.about;
  const isPositive = ownText(entry, "operator") === "In";
  return about !== undefined && isPositive && isSubject(about) ? about : undefined;
}

function annotationPlace(placed: PlacedObject, metadata: string, name: string): FactPlace {
  return placeOf(placed, `${metadata}/annotations${formatPointer([name])}`);
}

function managerAt(placed: PlacedObject, manager: string, at: number): ObjectWriter {
  const known = data.gitOpsManagers.find((row) => row.manager === manager);
  const place = placeOf(placed, `/metadata/managedFields/${at}/manager`);
  return { name: known?.name ?? manager, isGitOps: known !== undefined, place };
}

const subjects: readonly MachineHint["about"][] = [
  "architecture",
  "operatingSystem",
  "machineType",
];

function isSubject(text: string): text is MachineHint["about"] {
  return subjects.some((subject) => subject === text);
}

const knownEffects = new Set<string>([
  "concurrency",
  "defer",
  "hold",
  "gate",
  "pendingHooks",
  "step",
  "versionRulesOff",
  "skipPreflight",
  "skipAddOn",
  "noNewMachines",
] satisfies readonly UpgradeControl["effect"][]);

function isEffect(text: string): text is UpgradeControl["effect"] {
  return knownEffects.has(text);
}

const effects: ReadonlyMap<string, UpgradeControl["effect"]> = new Map(
  data.controls.flatMap(({ annotation, effect }) =>
    isEffect(effect) ? [[annotation, effect] as const] : [],
  ),
);
