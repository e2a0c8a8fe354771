export { karpenterJudges } from "./karpenter-judges.ts";
