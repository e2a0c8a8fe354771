export { resolveTemplate } from "./convert/resolve-template.ts";
export { parseTemplateList } from "./parse/template-list.ts";
export type { CloudStackTemplate } from "./parse/template-list.ts";
export {
  deployParameters,
  listTemplatesParameters,
  parseTemplateParameters,
  templateReference,
} from "./convert/template-parameters.ts";
export type { CloudStackParameters, CloudStackZone } from "./convert/template-parameters.ts";
export { cloudstackImagePlace } from "./cluster-class.ts";
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
export { cloudstackManifestRules } from "./lint/cloudstack-manifest-rules.ts";
export { cloudstackTargetSchema } from "./schemas/cloudstack-target.ts";
export { formatTemplateName, parseTemplateName } from "./template-name.ts";
export type { CloudStackTemplateName } from "./template-name.ts";
export { cloudstackWebhooks } from "./webhooks/cloudstack-webhooks.ts";
export { capcPlanDiagnostics } from "./plan/capc-plan-diagnostics.ts";
export { cloudstackJudges } from "./rollout/index.ts";
