import {
  type Diagnostic,
  formatPointer,
  type JsonObject,
  objectKind,
  showValue,
  type WebhookReview,
} from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { compareMinors, newestKarpenter } from "../karpenter-version.ts";

type Code = Extract<keyof typeof karpenterDiagnostics.rules, `KARPENTER_WEBHOOK_${string}`>;

/** The findings of a webhook in the making. Messages are the sentences upstream's webhooks say. */
export interface WebhookFindings {
  readonly found: Diagnostic[];
  /** Two fields that exclude each other. */
  readonly both: (pointer: string, paths: readonly string[]) => void;
  /** A field that has to be there. */
  readonly missing: (pointer: string, path: string) => void;
  /** A value that is none, with what the webhook says of it. */
  readonly invalid: (pointer: string, path: string, value: unknown) => void;
  readonly say: (pointer: string, message: string, value?: unknown) => void;
}

/**
 * Whether the webhooks of v1beta1 are on: in 0.32 they were by default, from 0.33 on only the
 * definitions judge. Objects of v1 they never saw.
 */
export function isBetaJudged({ object, targetVersions }: WebhookReview): boolean {
  const version = targetVersions["karpenter"] ?? newestKarpenter;
  return objectKind(object)?.version === "v1beta1" && compareMinors(version, "0.33") < 0;
}

/** Collects what a webhook finds. */
export function webhookFindings(): WebhookFindings {
  const found: Diagnostic[] = [];
  const add = (code: Code, pointer: string, message: string, value?: unknown): void => {
    const shown = value === undefined ? undefined : showValue(value);
    found.push(karpenterDiagnostics.report(code, { message, pointer, found: shown }));
  };
  return {
    found,
    both: (pointer, paths) => {
      const list = [...paths].toSorted().join(", ");
      add("KARPENTER_WEBHOOK_BOTH", pointer, `expected exactly one, got both: ${list}`);
    },
    missing: (pointer, path) => {
      add("KARPENTER_WEBHOOK_MISSING", pointer, `missing field(s): ${path}`);
    },
    invalid: (pointer, path, value) => {
      const message = `invalid value: ${typeof value === "string" ? value : showValue(value)}: ${path}`;
      add("KARPENTER_WEBHOOK_INVALID", pointer, message);
    },
    say: (pointer, message, value) => {
      add("KARPENTER_WEBHOOK_INVALID", pointer, message, value);
    },
  };
}

/** A pointer to a key below another place. */
export function below(pointer: string, ...keys: readonly (string | number)[]): string {
  return `${pointer}${formatPointer(keys)}`;
}

/** Whether an object has a field, whatever its value; null counts as absent. */
export function has(object: JsonObject, key: string): boolean {
  return object[key] !== undefined && object[key] !== null;
}
