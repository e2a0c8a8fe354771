import { carriedMachine, machinePointer, machineTemplateObject } from "@imagewright/cluster-api";
import { emitYaml } from "@imagewright/core";

const template = machineTemplateObject({
  version: "v1beta2",
  kind: "AWSMachineTemplate",
  name: "prod-control-plane",
  namespace: "default",
  labels: { team: "platform" },
  machine: { ami: { id: "ami-09709369c53539c11" }, instanceType: "m5.xlarge" },
});
console.log(emitYaml(template));

const read = carriedMachine(template, new Map([["AWSMachineTemplate", machinePointer]]));
console.log("read back:", read?.version, JSON.stringify(read?.machine));
