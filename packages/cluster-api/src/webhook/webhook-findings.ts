import { type Diagnostic, type JsonValue, showValue } from "@imagewright/core";

import { clusterApiWebhookDiagnostics } from "./webhook-diagnostics.ts";

type WebhookCode = keyof typeof clusterApiWebhookDiagnostics.rules;

/** A value the webhook refuses. */
export function invalid(
  pointer: string,
  value: JsonValue | undefined,
  message: string,
  code: WebhookCode = "CAPI_WEBHOOK_INVALID",
): Diagnostic {
  const found = value === undefined ? undefined : showValue(value);
  return clusterApiWebhookDiagnostics.report(code, { message, pointer, found });
}

/** A field the webhook demands. */
export function required(pointer: string, message: string): Diagnostic {
  return clusterApiWebhookDiagnostics.report("CAPI_WEBHOOK_REQUIRED", { message, pointer });
}

/** A field the webhook does not allow. */
export function forbidden(pointer: string, message: string): Diagnostic {
  return clusterApiWebhookDiagnostics.report("CAPI_WEBHOOK_FORBIDDEN", { message, pointer });
}

/** A field that was changed and may not be. */
export function immutable(pointer: string, message = "field is immutable"): Diagnostic {
  return clusterApiWebhookDiagnostics.report("CAPI_WEBHOOK_IMMUTABLE", { message, pointer });
}

/** A field that needs a feature gate of the manager. */
export function gated(pointer: string, gate: string): Diagnostic {
  const message = `can be set only if the feature gate ${gate} is enabled`;
  return clusterApiWebhookDiagnostics.report("CAPI_WEBHOOK_GATE", { message, pointer });
}

/** A rule that cannot be evaluated offline. */
export function notChecked(pointer: string, message: string): Diagnostic {
  return clusterApiWebhookDiagnostics.report("CAPI_WEBHOOK_NOT_CHECKED", { message, pointer });
}
