import { infrastructureGroup, machineImageJudge } from "@imagewright/cluster-api";
import type { RolloutJudge } from "@imagewright/core";

import { parseManifest } from "../parse/manifest.ts";

/**
 * Whether CAPC's machines run the intended template. Everything else of them is told by their
 * Machines and Nodes: CAPC has no pools, and a machine's template is never edited.
 */
export const cloudstackJudges: readonly RolloutJudge[] = [
  machineImageJudge({
    group: infrastructureGroup,
    kind: "CloudStackMachine",
    readyField: { pointer: "/status/instanceState", value: "Running" },
    readManifest: parseManifest,
  }),
];
