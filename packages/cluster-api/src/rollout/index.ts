export { clusterApiJudges } from "./cluster-api-judges.ts";
export { machineImageJudge } from "./machine-image-judge.ts";
export type { MachineImageSource } from "./machine-image-judge.ts";
export { judgePauseAnnotation, judgePoolNodes } from "./judge-pool-nodes.ts";
