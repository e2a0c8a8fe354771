export { resolveTemplate } from "./api/resolve-template.ts";
export { parseTemplateList } from "./api/template-list.ts";
export type { CloudStackTemplate } from "./api/template-list.ts";
export {
  deployParameters,
  listTemplatesParameters,
  parseTemplateParameters,
  templateReference,
} from "./api/template-parameters.ts";
export type { CloudStackParameters, CloudStackZone } from "./api/template-parameters.ts";
export { cloudstackDiagnostics } from "./cloudstack-diagnostics.ts";
export { diskFormatOf, hypervisorOfFormat } from "./hypervisor-format.ts";
export type {
  CloudStackBuild,
  CloudStackDiskOffering,
  CloudStackHypervisor,
  CloudStackMachine,
  CloudStackMachineTemplate,
  CloudStackNetwork,
  CloudStackResource,
  CloudStackTarget,
} from "./options.ts";
export { cloudstack } from "./plugin.ts";
export { cloudstackManifestRules } from "./rules/cloudstack-manifest-rules.ts";
export { cloudstackTargetSchema } from "./schemas/cloudstack-target.ts";
export { formatTemplateName, parseTemplateName } from "./template-name.ts";
export type { CloudStackTemplateName } from "./template-name.ts";
export { cloudstackWebhooks } from "./webhooks/cloudstack-webhooks.ts";
