export { requestCloud, requestObjects } from "./evidence-request.ts";
export type { ObjectQuery } from "./evidence-request.ts";
export {
  imageIntent,
  imageText,
  intendedImages,
  intendedImageText,
  isIntendedImage,
} from "./intended-image.ts";
export { isIntendedVersion } from "./intended-version.ts";
export { judgeConditions } from "./judge-condition.ts";
export type { ConditionExpectation } from "./judge-condition.ts";
export { judgeFailure } from "./judge-failure.ts";
export { judgeImageIntent } from "./judge-image-intent.ts";
export { judgeNode, judgeNodeInfo } from "./judge-node.ts";
export { readCondition } from "./read-condition.ts";
export type { ObjectCondition } from "./read-condition.ts";
export { rolloutFinding, rolloutFindings, rolloutVerdict, subjectOf } from "./rollout-findings.ts";
export type { RolloutFacts, RolloutFinding } from "./rollout-findings.ts";
export { judgeRollout } from "./rollout-judge.ts";
export type { AskRollout, RolloutJudge } from "./rollout-judge.ts";
export { explainRolloutReason, rolloutStateOf } from "./rollout-reasons.ts";
export type { RolloutReasonCode, RolloutState } from "./rollout-reasons.ts";
export type {
  CloudAnswer,
  EvidenceRequest,
  RolloutCheck,
  RolloutIntent,
  RolloutQuestion,
  RolloutSubject,
  RolloutVerdict,
  RolloutReason,
} from "./rollout-verdict.ts";
