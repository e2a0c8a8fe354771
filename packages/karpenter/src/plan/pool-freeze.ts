import {
  isJsonList,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  ownValue,
  valueAt,
} from "@imagewright/core";
import { canonicalJson } from "@imagewright/core/plan";

import { mapAt } from "../json-parts.ts";
import { type BeforeFreeze, budgetsAt, readBefore } from "./freeze-phase.ts";
import {
  type BudgetGeneration,
  defaultBudgets,
  defaultDisruption,
  filledDisruption,
  freezeBudgets,
  markers,
  thawBudgets,
} from "./upgrade-settings.ts";

/** The pool with its nodes held back, whatever the phase; a note says what stood there before. */
export function frozenPool(pool: JsonObject, generation: BudgetGeneration): JsonObject {
  return withOurBudget(pool, generation, freezeBudgets[generation]);
}

/** The pool with a few nodes let go at a time. */
export function thawedPool(pool: JsonObject, generation: BudgetGeneration): JsonObject {
  return withOurBudget(pool, generation, thawBudgets[generation]);
}

/** The pool as it was before it was frozen; a map of annotations that was made for the note stays. */
export function restoredPool(pool: JsonObject, generation: BudgetGeneration): JsonObject {
  const before = readBefore(pool);
  if (before === undefined) {
    return pool;
  }
  const { [markers.frozen]: _, ...annotations } = mapAt(pool, "/metadata/annotations");
  const restored = withField(pool, "metadata", (metadata) => ({ ...metadata, annotations }));
  const isGone =
    valueAt(restored, "/spec/disruption") === undefined && before.budgets === undefined;
  return isGone
    ? restored
    : withField(restored, "spec", (spec) =>
        withField(spec, "disruption", (disruption) =>
          restoredDisruption(disruption, before, generation),
        ),
      );
}

function restoredDisruption(
  disruption: JsonObject,
  { budgets, disruption: wasThere }: BeforeFreeze,
  generation: BudgetGeneration,
): JsonObject | undefined {
  const { budgets: now, ...rest } = disruption;
  if (budgets !== undefined) {
    return { ...disruption, budgets: asWritten(now, budgets) };
  }
  // An API server fills in what the block lacks; a value somebody gave it since stays.
  const filled = filledDisruption[generation];
  const isOurs = Object.entries(rest).every(([key, value]) =>
    isSameJson(ownValue(filled, key), value),
  );
  return wasThere || !isOurs ? rest : undefined;
}

function withOurBudget(
  pool: JsonObject,
  generation: BudgetGeneration,
  budget: JsonObject,
): JsonObject {
  const before = beforeFreeze(pool);
  const base = asWritten(valueAt(pool, budgetsAt), before.budgets ?? defaultBudgets);
  const budgets = [...base, budget];
  const marked = withField(pool, "metadata", (metadata) =>
    withField(metadata, "annotations", (annotations) => ({
      ...annotations,
      [markers.frozen]: ownValue(annotations, markers.frozen) ?? writeNote(before),
    })),
  );
  return withField(marked, "spec", (spec) => ({
    ...spec,
    disruption: {
      ...(valueAt(spec, "/disruption") === undefined
        ? defaultDisruption[generation]
        : mapAt(spec, "/disruption")),
      budgets,
    },
  }));
}

/** Budgets as they stand in the pool still, where they are those of the note: keys in their order. */
function asWritten(
  now: JsonValue | undefined,
  budgets: readonly JsonValue[],
): readonly JsonValue[] {
  const written = isJsonList(now) ? now.slice(0, budgets.length) : [];
  return isSameJson(written, budgets) ? written : budgets;
}

function beforeFreeze(pool: JsonObject): BeforeFreeze {
  const budgets = valueAt(pool, budgetsAt);
  return (
    readBefore(pool) ?? {
      disruption: valueAt(pool, "/spec/disruption") !== undefined,
      ...(isJsonList(budgets) && { budgets }),
    }
  );
}

function writeNote({ disruption, budgets }: BeforeFreeze): string {
  return canonicalJson({ disruption, ...(budgets !== undefined && { budgets }) });
}

/** A map with another value of a field that is a map; without the field where nothing is left. */
function withField(
  map: JsonObject,
  name: string,
  change: (value: JsonObject) => JsonObject | undefined,
): JsonObject {
  const { [name]: value, ...rest } = map;
  const changed = change(isJsonObject(value) ? value : {});
  return changed === undefined ? rest : { ...map, [name]: changed };
}
