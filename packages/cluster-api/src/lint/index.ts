export { clusterApiWebhooks } from "../webhook/cluster-api-webhooks.ts";
export { clusterApiWebhookDiagnostics } from "../webhook/webhook-diagnostics.ts";
export { clusterApiRules } from "./cluster-api-rules.ts";
export { clusterApiDiagnostics } from "./lint-diagnostics.ts";
export { manifestJudges } from "./manifest-judges.ts";
export type { ManifestJudges } from "./manifest-judges.ts";
