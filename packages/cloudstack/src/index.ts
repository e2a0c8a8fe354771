export { cloudstackDiagnostics } from "./cloudstack-diagnostics.ts";
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
export { cloudstackTargetSchema } from "./schemas/cloudstack-target.ts";
export { cloudstackWebhooks } from "./webhooks/cloudstack-webhooks.ts";
