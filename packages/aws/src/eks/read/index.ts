export { checkLaunchDocument } from "./check-launch-document.ts";
export type { LaunchTemplateUse } from "./check-launch-template-data.ts";
export { eksTextRules } from "./text-rules.ts";
