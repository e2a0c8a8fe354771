export {
  infrastructureGroup,
  machinePointer,
  machineTemplateObject,
  readMachineTemplate,
} from "./machine-template.ts";
export type { MachineTemplate, ObjectIdentity, ReadMachineTemplate } from "./machine-template.ts";
export { givenFields } from "./given-fields.ts";
