export { checkUserData } from "./check-user-data.ts";
export { mergeNodeConfigs } from "./merge-node-configs.ts";
