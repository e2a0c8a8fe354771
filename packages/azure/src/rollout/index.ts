export { azureJudges } from "./azure-judges.ts";
