import { infrastructureGroup } from "@imagewright/cluster-api";
import { type ManifestRule, mapAt, ownValue } from "@imagewright/core";

import { instanceArchitecture } from "../instance-architecture.ts";
import { amiTypeOf, managed } from "./eks-facts.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";

/** A node group whose instances and images differ in architecture. */
export const amiTypeArchitectureRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: managed,
  check({ object }) {
    const spec = mapAt(object, "/spec") ?? {};
    const template = mapAt(object, "/spec/awsLaunchTemplate") ?? {};
    const instanceType = ownValue(spec, "instanceType") ?? ownValue(template, "instanceType");
    const amiType = amiTypeOf(spec);
    if (typeof instanceType !== "string" || amiType === "CUSTOM") {
      return [];
    }
    const wanted = amiType.includes("ARM_64") ? "arm64" : "amd64";
    const has = instanceArchitecture(instanceType);
    const message = `${instanceType} is ${has ?? ""}, the type of AMI is ${amiType}`;
    return has === undefined || has === wanted
      ? []
      : [
          awsHazardDiagnostics.report("AWS_AMI_TYPE_ARCHITECTURE", {
            message,
            pointer: "/spec/amiType",
            found: amiType,
          }),
        ];
  },
};
