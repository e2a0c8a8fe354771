import { textAt } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { formatImageId, parseImageId } from "../image-id.ts";
import { machineRule, poolKinds } from "./machine-rule.ts";

/** The id of a pool's image is spelled as Azure answers it: CAPZ compares the texts. */
export const poolIdRule = machineRule(({ machine, at }) => {
  const id = textAt(machine, "/image/id");
  const parsed = id === undefined ? undefined : parseImageId(id);
  const expected = parsed?.ok === true ? formatImageId(parsed.value) : id;
  const isWhole = expected?.length === id?.length;
  if (id === expected || !isWhole) {
    return [];
  }
  const message =
    "no instance of the pool ever counts as up to date: Azure answers the id in other letters";
  const facts = { message, pointer: `${at}/image/id`, found: id, expected };
  return [azureDiagnostics.report("AZURE_POOL_ID", facts)];
}, poolKinds);
