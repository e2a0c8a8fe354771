import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
} from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { KarpenterNodePool } from "../node-pool-model.ts";
import { secondsOf } from "./go-duration.ts";
import { dataOf } from "./node-class-object.ts";
import type { ApiGeneration } from "./object-kinds.ts";

/** Fields of a pool's spec that say when its nodes are replaced, and what they cannot say. */
export interface DisruptionFields {
  readonly fields: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
}

/** When nodes of a pool are replaced, in the words of a generation. */
export function disruptionOf(
  { disruption, expireAfter }: Pick<KarpenterNodePool, "disruption" | "expireAfter">,
  generation: ApiGeneration,
): DisruptionFields {
  const after = disruption?.consolidateAfter ?? "0s";
  switch (generation) {
    case "v1":
      return {
        fields:
          disruption === undefined
            ? {}
            : { disruption: dataOf({ ...disruption, consolidateAfter: after }) },
        diagnostics: [],
      };
    case "v1beta1":
      return betaDisruption(dataOf(disruption ?? {}), expireAfter);
    default:
      return alphaDisruption(dataOf(disruption ?? {}), expireAfter);
  }
}

/** The same read back; fields that are no part of it are left for the schema to judge. */
export function readDisruption(spec: JsonObject, generation: ApiGeneration): JsonObject {
  if (generation === "alpha") {
    return readAlpha(spec);
  }
  const block = ownValue(spec, "disruption");
  if (block === undefined) {
    return {};
  }
  return isJsonObject(block) && generation === "v1beta1" ? readBeta(block) : { disruption: block };
}

function betaDisruption(disruption: JsonObject, expireAfter?: string): DisruptionFields {
  const { consolidationPolicy, consolidateAfter, ...rest } = { ...disruption };
  const isUnderutilized =
    consolidationPolicy === "WhenEmptyOrUnderutilized" ||
    (consolidationPolicy === undefined && consolidateAfter !== undefined);
  const after = isUnderutilized && consolidateAfter !== "Never" ? undefined : consolidateAfter;
  const fields = {
    ...(consolidationPolicy === undefined && !isUnderutilized
      ? {}
      : {
          consolidationPolicy: isUnderutilized ? "WhenUnderutilized" : (consolidationPolicy ?? ""),
        }),
    ...(after !== undefined && { consolidateAfter: after }),
    ...(expireAfter !== undefined && { expireAfter }),
    ...rest,
  };
  const isLost = isUnderutilized && after === undefined && !isZero(consolidateAfter);
  return {
    fields: Object.keys(fields).length === 0 ? {} : { disruption: fields },
    diagnostics: isLost
      ? [lost("disruption/consolidateAfter", "v1beta1 waits with empty nodes only")]
      : [],
  };
}

function readBeta(block: JsonObject): JsonObject {
  const { consolidationPolicy, consolidateAfter, expireAfter, ...rest } = { ...block };
  const isUnderutilized = consolidationPolicy === "WhenUnderutilized";
  const disruption = {
    ...(consolidationPolicy !== undefined && {
      consolidationPolicy: isUnderutilized ? "WhenEmptyOrUnderutilized" : consolidationPolicy,
    }),
    ...(consolidateAfter !== undefined
      ? { consolidateAfter }
      : isUnderutilized && { consolidateAfter: "0s" }),
    ...rest,
  };
  return {
    ...(expireAfter !== undefined && { expireAfter }),
    ...(Object.keys(disruption).length > 0 && { disruption }),
  };
}

function alphaDisruption(disruption: JsonObject, expireAfter?: string): DisruptionFields {
  const { consolidationPolicy: policy, consolidateAfter: after } = { ...disruption };
  const diagnostics: Diagnostic[] = [];
  const seconds = (text: JsonValue | undefined, field: string): number => {
    const number = typeof text === "string" ? secondsOf(text) : 0;
    if (number === undefined) {
      diagnostics.push(lost(field, "this is no duration"));
    }
    return number ?? 0;
  };
  const fields: Record<string, JsonValue> = {};
  if (policy === "WhenEmpty" && after !== "Never") {
    fields["ttlSecondsAfterEmpty"] = seconds(after, "disruption/consolidateAfter");
  } else if (policy !== "WhenEmpty" && Object.keys(disruption).length > 0 && after !== "Never") {
    fields["consolidation"] = { enabled: true };
    if (!isZero(after)) {
      diagnostics.push(lost("disruption/consolidateAfter", "v1alpha5 waits with empty nodes only"));
    }
  }
  if (expireAfter !== undefined && expireAfter !== "Never") {
    fields["ttlSecondsUntilExpired"] = seconds(expireAfter, "expireAfter");
  }
  return { fields, diagnostics };
}

function readAlpha(spec: JsonObject): JsonObject {
  const { ttlSecondsAfterEmpty, ttlSecondsUntilExpired, consolidation } = { ...spec };
  const isOn = isJsonObject(consolidation) && ownValue(consolidation, "enabled") === true;
  const disruption = {
    ...(isOn && { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "0s" }),
    ...(ttlSecondsAfterEmpty !== undefined && {
      consolidationPolicy: "WhenEmpty",
      consolidateAfter: inSeconds(ttlSecondsAfterEmpty),
    }),
  };
  return {
    ...(ttlSecondsUntilExpired !== undefined && {
      expireAfter: inSeconds(ttlSecondsUntilExpired),
    }),
    ...(Object.keys(disruption).length > 0 && { disruption }),
  };
}

function inSeconds(value: JsonValue): JsonValue {
  return typeof value === "number" ? `${value}s` : value;
}

function isZero(value: JsonValue | undefined): boolean {
  return value === undefined || (typeof value === "string" && secondsOf(value) === 0);
}

function lost(field: string, message: string): Diagnostic {
  return karpenterDiagnostics.report("KARPENTER_FIELD_ABSENT", {
    message,
    pointer: `/spec/${field}`,
  });
}
