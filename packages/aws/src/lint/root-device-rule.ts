import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ManifestRule } from "@imagewright/core";

import { childFields, textOf } from "../webhooks/fields.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { placeOf } from "./machine-fields.ts";
import { machineKinds } from "./machine-image.ts";

/** Names of root devices, which CAPA does not look at. */
export const rootDeviceRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check({ object }) {
    const machine = placeOf(object);
    const root = machine && childFields(machine, "rootVolume");
    const message = "the root volume has a device name";
    return root === undefined || textOf(root, "deviceName") === ""
      ? []
      : [
          awsHazardDiagnostics.report("AWS_ROOT_DEVICE_NAME", {
            message,
            pointer: `${root.at}/deviceName`,
          }),
        ];
  },
};
