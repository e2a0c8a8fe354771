export { cloudstackJudges } from "./cloudstack-judges.ts";
