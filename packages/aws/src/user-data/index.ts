export { parseBootstrapScript, renderBootstrapScript } from "./bootstrap-script.ts";
export { parseBottlerocketSettings, renderBottlerocketSettings } from "./bottlerocket-settings.ts";
export { checkBootstrapCalls } from "./check-bootstrap-call.ts";
export { checkBottlerocketSettings } from "./check-bottlerocket-settings.ts";
export { checkNodeBootstrap } from "./check-node-bootstrap.ts";
export { checkTaints } from "./check-node-settings.ts";
export { checkUserDataForm } from "./check-user-data-form.ts";
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
export { checkMergedNodeConfig } from "./node-config/check-node-config.ts";
export type {
  NodeConfigCluster,
  NodeConfigContainerd,
  NodeConfigDocument,
  NodeConfigInstance,
  NodeConfigKubelet,
  NodeConfigSpec,
} from "./node-config/node-config-document.ts";
export { printNodeConfig, readNodeConfig } from "./node-config/read-node-config.ts";
export type { ReadNodeConfigOptions } from "./node-config/read-node-config.ts";
export { isLabelKey, isLabelValue } from "./node-labels.ts";
export { readMultipart } from "./read-multipart.ts";
export type { ReadUserDataPart } from "./read-multipart.ts";
export { userDataDiagnostics } from "./user-data-diagnostics.ts";
export type { UserDataFamily, UserDataReader } from "./user-data-reader.ts";
export { userDataTemplates } from "./user-data-templates.ts";
export { checkUserDataSize, maximumUserDataBytes } from "./user-data-size.ts";
