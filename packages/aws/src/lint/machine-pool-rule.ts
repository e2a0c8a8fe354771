import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ManifestRule } from "@imagewright/core";

import { fieldsAt } from "../image-places.ts";
import { instanceArchitecture } from "../instance-architecture.ts";
import { childFields, type Fields, listFields, textOf } from "../webhooks/fields.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { machineImage } from "./machine-image.ts";

/** Pools that keep old instances, show their bootstrap data, or mix architectures. */
export const machinePoolRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["AWSMachinePool"],
  check(context) {
    const machine = machineImage(context);
    const pool: Fields = { at: "/spec", data: fieldsAt(context.object, "/spec") ?? {} };
    const isDisabled = childFields(pool, "refreshPreferences").data["disable"] === true;
    const isPlain = fieldsAt(context.object, "/spec/ignition") === undefined;
    const overrides = listFields(childFields(pool, "mixedInstancesPolicy"), "overrides");
    const types = [
      machine?.instanceType ?? "",
      ...overrides.map((item) => textOf(item, "instanceType")),
    ];
    const architectures = new Set(types.flatMap((type) => instanceArchitecture(type) ?? []));
    return [
      ...(isDisabled
        ? [
            awsHazardDiagnostics.report("AWS_REFRESH_DISABLED", {
              message: "a new image reaches no instance that runs",
              pointer: "/spec/refreshPreferences/disable",
            }),
          ]
        : []),
      ...(isPlain
        ? [
            awsHazardDiagnostics.report("AWS_BOOTSTRAP_PLAIN", {
              message: "the bootstrap data go into the launch template as they are",
              pointer: "/spec/awsLaunchTemplate",
            }),
          ]
        : []),
      ...(architectures.size > 1
        ? [
            awsHazardDiagnostics.report("AWS_POOL_ARCHITECTURES", {
              message: "the instance types are of both architectures",
              pointer: "/spec/mixedInstancesPolicy/overrides",
            }),
          ]
        : []),
    ];
  },
};
