import { type Diagnostic, type TargetRule } from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { eachMachine } from "../each-machine.ts";
import type { CloudStackResource, CloudStackTarget } from "../options.ts";

/** Offerings are named. */
export const offeringRule: TargetRule<CloudStackTarget> = ({ target }) =>
  eachMachine(target, ({ offering, diskOffering }, at) => [
    ...checkResource(offering, `${at}/offering`),
    ...(diskOffering === undefined ? [] : checkResource(diskOffering, `${at}/diskOffering`)),
  ]);

/** CAPC takes an empty text for none. */
function checkResource({ id, name }: CloudStackResource, pointer: string): readonly Diagnostic[] {
  if ((id ?? name) !== undefined && name !== "") {
    return [];
  }
  const message = "an offering needs an id or a name";
  return [cloudstackDiagnostics.report("CLOUDSTACK_OFFERING_REQUIRED", { message, pointer })];
}
