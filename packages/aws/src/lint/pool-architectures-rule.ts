import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ManifestRule } from "@imagewright/core";

import { instanceArchitecture } from "../instance-architecture.ts";
import { childFields, fieldsAt, listFields, textOf } from "../webhooks/fields.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { machineImage } from "./machine-image.ts";

/** Pools whose instance types no single AMI boots. */
export const poolArchitecturesRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["AWSMachinePool"],
  check(context) {
    const pool = fieldsAt(context.object, "/spec");
    const overrides = listFields(childFields(pool, "mixedInstancesPolicy"), "overrides");
    const types = [
      machineImage(context)?.instanceType ?? "",
      ...overrides.map((item) => textOf(item, "instanceType")),
    ];
    const architectures = new Set(types.flatMap((type) => instanceArchitecture(type) ?? []));
    const message = "the instance types are of both architectures";
    const pointer = "/spec/mixedInstancesPolicy/overrides";
    return architectures.size > 1
      ? [awsHazardDiagnostics.report("AWS_POOL_ARCHITECTURES", { message, pointer })]
      : [];
  },
};
