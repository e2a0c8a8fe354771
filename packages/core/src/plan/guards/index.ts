export { coreGuards } from "./core-guards.ts";
export { guardByRules } from "./guard-by-rules.ts";
export { guardByWebhooks } from "./guard-by-webhooks.ts";
export { bringsChange } from "./hop-version.ts";
export { movingGroups } from "./moving-groups.ts";
export { placeFacts } from "./place-facts.ts";
export type { PlaceFacts } from "./place-facts.ts";
export { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";
