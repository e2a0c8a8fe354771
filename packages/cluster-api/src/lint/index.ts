export { clusterApiWebhooks } from "../webhook/cluster-api-webhooks.ts";
export { clusterApiWebhookDiagnostics } from "../webhook/webhook-diagnostics.ts";
export { clusterApiRules } from "./cluster-api-rules.ts";
export { clusterApiDiagnostics } from "./lint-diagnostics.ts";
