import { defineDiagnostics } from "@imagewright/core";

import { buildCodes } from "./diagnostics/build-codes.ts";
import { conversionCodes } from "./diagnostics/conversion-codes.ts";
import { imageCodes } from "./diagnostics/image-codes.ts";
import { machineCodes } from "./diagnostics/machine-codes.ts";
import { manifestCodes } from "./diagnostics/manifest-codes.ts";

/** Codes of the Azure provider. */
export const azureDiagnostics = defineDiagnostics({
  ...imageCodes,
  ...manifestCodes,
  ...machineCodes,
  ...buildCodes,
  ...conversionCodes,
});
