export { carriedMachine } from "./carried-machine.ts";
export type { CarriedMachine } from "./carried-machine.ts";
export { eachMachineTemplate } from "./each-machine-template.ts";
export { givenFields } from "./given-fields.ts";
export { infrastructureGroup, machinePointer, machineTemplateObject } from "./machine-template.ts";
export type { MachineTemplate, ObjectIdentity } from "./machine-template.ts";
export { prunedFields } from "./pruned-fields.ts";
