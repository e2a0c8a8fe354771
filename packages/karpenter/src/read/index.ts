export type { BootstrapFacts } from "../user-data/bootstrap-facts.ts";
export { mergeUserData } from "../user-data/merge-user-data.ts";
export { karpenterTextRules } from "./text-rules.ts";
