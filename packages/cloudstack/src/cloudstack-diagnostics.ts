import { defineDiagnostics } from "@imagewright/core";

import { answerCodes } from "./diagnostics/answer-codes.ts";
import { clusterCodes } from "./diagnostics/cluster-codes.ts";
import { machineCodes } from "./diagnostics/machine-codes.ts";
import { referenceCodes } from "./diagnostics/reference-codes.ts";
import { targetCodes } from "./diagnostics/target-codes.ts";

/** Codes of the CloudStack provider. */
export const cloudstackDiagnostics = defineDiagnostics({
  ...referenceCodes,
  ...machineCodes,
  ...clusterCodes,
  ...targetCodes,
  ...answerCodes,
});
