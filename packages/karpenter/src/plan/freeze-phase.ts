import {
  isJsonList,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  valueAt,
} from "@imagewright/core";

import { mapAt } from "../json-parts.ts";
import {
  type BudgetGeneration,
  defaultBudgets,
  freezeBudgets,
  markers,
  thawBudgets,
} from "./upgrade-settings.ts";

/**
 * How far a pool is in an upgrade of ours.
 *
 * - `free`: none has begun, or it has ended
 * - `frozen`, `thawed`: our budget holds its nodes back, or lets a few go
 * - `marked`: somebody took our budget away, and left our note
 * - `edited`: somebody changed the budgets, ours among them
 * - `unreadable`: our note says nothing
 */
export type FreezePhase = "free" | "frozen" | "thawed" | "marked" | "edited" | "unreadable";

/** What stood in a pool before it was frozen: noted down in an annotation of it. */
export interface BeforeFreeze {
  /** Whether the pool had a disruption block. */
  readonly disruption: boolean;
  /** Absent where it named none. */
  readonly budgets?: readonly JsonValue[];
}

/** Where budgets stand. */
export const budgetsAt = "/spec/disruption/budgets";
const generations: readonly BudgetGeneration[] = ["v1", "v1beta1"];

/** How far the pool is. */
export function freezePhase(pool: JsonObject): FreezePhase {
  const note = noteOf(pool);
  if (note === undefined) {
    return "free";
  }
  const before = readNote(note);
  if (before === undefined) {
    return "unreadable";
  }
  const now = valueAt(pool, budgetsAt);
  const base = before.budgets ?? defaultBudgets;
  if (generations.some((one) => isSameJson(now, [...base, freezeBudgets[one]]))) {
    return "frozen";
  }
  if (generations.some((one) => isSameJson(now, [...base, thawBudgets[one]]))) {
    return "thawed";
  }
  return isSameJson(now ?? defaultBudgets, base) ? "marked" : "edited";
}

/** The budgets the pool's owner wrote, without ours; the default ones where there are none. */
export function ownBudgets(pool: JsonObject): readonly JsonValue[] {
  const before = readBefore(pool);
  const now = valueAt(pool, budgetsAt);
  return before === undefined
    ? isJsonList(now)
      ? now
      : defaultBudgets
    : (before.budgets ?? defaultBudgets);
}

/** What was noted down when the pool was frozen; undefined where nothing was, or it cannot be read. */
export function readBefore(pool: JsonObject): BeforeFreeze | undefined {
  const note = noteOf(pool);
  return note === undefined ? undefined : readNote(note);
}

function noteOf(pool: JsonObject): string | undefined {
  const note = mapAt(pool, "/metadata/annotations")[markers.frozen];
  return typeof note === "string" ? note : undefined;
}

function readNote(text: string): BeforeFreeze | undefined {
  const value = parseJson(text);
  if (!isJsonObject(value)) {
    return undefined;
  }
  const { disruption, budgets } = { ...value };
  return typeof disruption === "boolean" && (budgets === undefined || isJsonList(budgets))
    ? { disruption, ...(budgets !== undefined && { budgets }) }
    : undefined;
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
