export { parseBootstrapScript, renderBootstrapScript } from "./bootstrap-script.ts";
export { parseBottlerocketSettings, renderBottlerocketSettings } from "./bottlerocket-settings.ts";
export { checkClusterAccess, checkNodeBootstrap } from "./check-node-bootstrap.ts";
export { checkCarried, checkNodeSettings, checkTaints } from "./check-node-settings.ts";
export { renderEksUserData } from "./eks-user-data.ts";
export { renderMultipart } from "./multipart.ts";
export type { UserDataPart, UserDataPartKind } from "./multipart.ts";
export type {
  ClusterAccess,
  EksUserDataFormat,
  NodeBootstrap,
  NodeSettings,
  NodeTaint,
  TaintEffect,
} from "./node-bootstrap.ts";
export { parseNodeConfig, renderNodeConfig } from "./node-config.ts";
export { isLabelKey, isLabelValue, isRestrictedLabel } from "./node-labels.ts";
export { userDataDiagnostics } from "./user-data-diagnostics.ts";
export { userDataTemplates } from "./user-data-templates.ts";
export { checkUserDataSize, maximumUserDataBytes } from "./user-data-size.ts";
