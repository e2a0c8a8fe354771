import { defineDiagnostics } from "@imagewright/core";

import { amiCodes } from "./diagnostics/ami-codes.ts";
import { manifestCodes } from "./diagnostics/manifest-codes.ts";
import { nodeClassCodes } from "./diagnostics/node-class-codes.ts";
import { nodePoolCodes } from "./diagnostics/node-pool-codes.ts";
import { targetCodes } from "./diagnostics/target-codes.ts";
import { userDataCodes } from "./diagnostics/user-data-codes.ts";

/** Codes of targets and manifests of Karpenter. */
export const karpenterDiagnostics = defineDiagnostics({
  ...targetCodes,
  ...amiCodes,
  ...nodeClassCodes,
  ...userDataCodes,
  ...nodePoolCodes,
  ...manifestCodes,
});
