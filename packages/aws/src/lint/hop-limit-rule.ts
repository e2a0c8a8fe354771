import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ManifestRule } from "@imagewright/core";

import { childFields, numberOf, textOf } from "../webhooks/fields.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { placeOf } from "./machine-fields.ts";
import { machineKinds } from "./machine-image.ts";

/** Metadata that containers cannot reach. */
export const hopLimitRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check({ object }) {
    const machine = placeOf(object);
    const options = machine && childFields(machine, "instanceMetadataOptions");
    const isShort =
      options !== undefined &&
      textOf(options, "httpTokens") === "required" &&
      (numberOf(options, "httpPutResponseHopLimit") ?? 1) < 2;
    const message = "tokens are required, and reach one hop only";
    return isShort
      ? [
          awsHazardDiagnostics.report("AWS_HOP_LIMIT", {
            message,
            pointer: `${options.at}/httpPutResponseHopLimit`,
          }),
        ]
      : [];
  },
};
