import type { ImageReference } from "@imagewright/core";

import { amiTerms } from "../ami-terms.ts";
import { sortedData } from "../sorted-data.ts";

/** Whether two references are written the same way: an AMI's region is the cluster's, and is not. */
export function isSameReference(a: ImageReference, b: ImageReference): boolean {
  return textOf(a) === textOf(b);
}

function textOf(reference: ImageReference): string {
  return JSON.stringify(sortedData(amiTerms(reference) ?? reference));
}
