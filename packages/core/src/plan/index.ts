export { namePattern } from "./assemble/name-pattern.ts";
export type { NamePattern } from "./assemble/name-pattern.ts";
export { assemblePlan, createPlanner, planClusters } from "./assemble/planner.ts";
export type { Planner } from "./assemble/planner.ts";
export type { PlanInput, PlanOptions } from "./assemble/plan-options.ts";
export { createFleetPlanner } from "./assemble/fleet-planner.ts";
export type { FleetPlanner } from "./assemble/fleet-planner.ts";
export { planOverview } from "./assemble/plan-overview.ts";
export type { PlanOverview } from "./assemble/plan-overview.ts";
export { canonicalJson } from "./canonical-json.ts";
export { checkImages } from "./check-images.ts";
export type { CheckImagesOptions } from "./check-images.ts";
export type { CheckedImage, ImageProblem } from "./checked-image.ts";
export { contentDigest, isContentDigest } from "./content-digest.ts";
export { fieldChanges, revertFieldChanges, withFieldChanges } from "./field-changes.ts";
export { imageUseDiagnostics } from "./image-use-diagnostics.ts";
export { intendedRollouts } from "./intended-rollouts.ts";
export type { IntendedRollout } from "./intended-rollouts.ts";
export {
  bringsChange,
  coreGuards,
  guardByRules,
  guardByWebhooks,
  movingGroups,
  placeFacts,
  planGuardDiagnostics,
} from "./guards/index.ts";
export type { PlaceFacts } from "./guards/index.ts";
export { nameList } from "./name-list.ts";
export type {
  CopyChange,
  CreateChange,
  DeleteChange,
  FieldChange,
  ObjectChange,
  PatchChange,
} from "./object-change.ts";
export { objectText } from "./object-text.ts";
export type {
  GroupUpgrade,
  GuardContext,
  GuardedHop,
  ImageNeed,
  ImageSuccession,
  ImageTraits,
  KeepReason,
  MachineGroup,
  PlanContribution,
  PlanGuard,
  PlanObjects,
  StepDraft,
  StoredObject,
  UpgradeContext,
  Upgrader,
  UpgradeSteps,
} from "./plan-contribution.ts";
export { planPauseMark } from "./pause-mark.ts";
export { planDiagnostics } from "./plan-diagnostics.ts";
export { changeObjects, planObjects } from "./plan-objects.ts";
export type { PlanObjectsDraft } from "./plan-objects.ts";
export * from "./render/index.ts";
export type { PlanStreamEnd, PlanStreamHeader, PlanStreamSummary } from "./plan-stream.ts";
export { rotateImage } from "./rotate-image.ts";
export { rotateTemplate } from "./rotate-template.ts";
export type { RotatedTemplate } from "./rotate-template.ts";
export { withoutServerFields } from "./server-fields.ts";
export { isSameContent, rotatedName } from "./template-name.ts";
export type { NamedVersions } from "./template-name.ts";
export type {
  ImageGoal,
  IntentWave,
  SupportedGoal,
  UpgradeGoal,
  UpgradeIntent,
  VersionGoal,
} from "./upgrade-intent.ts";
export type {
  ClusterPlan,
  PlanGarbage,
  PlanHop,
  PlanStep,
  PlanWave,
  RequiredImage,
  StepAction,
  StepClass,
  StepRollback,
  UpgradePlan,
} from "./upgrade-plan.ts";
export { isUnpinned } from "./unpinned-reference.ts";
export { upgradeIntentSchema } from "../schemas/upgrade-intent.ts";
export { planFileEdits } from "./write/plan-file-edits.ts";
export type { PlanWriteOptions, StageChoice } from "./write/plan-write-options.ts";
export { renderUnifiedDiff } from "./write/render-unified-diff.ts";
export type { FileEdit } from "./write/render-unified-diff.ts";
export { planWriteDiagnostics } from "./write/write-diagnostics.ts";
export { writePlanToFiles } from "./write/write-plan-to-files.ts";
export { upgradePlanSchema } from "../schemas/upgrade-plan.ts";
