export { awsJudges } from "./aws-judges.ts";
