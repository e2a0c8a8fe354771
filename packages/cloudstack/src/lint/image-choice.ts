import { eachMachineTemplate } from "@imagewright/cluster-api";
import { checkImageChoice, type Diagnostic, type TargetRule } from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import type { CloudStackMachineTemplate, CloudStackTarget } from "../options.ts";

/** A machine template says which image it means, once. */
export const imageChoiceRule: TargetRule<CloudStackTarget> = ({ target }) =>
  eachMachineTemplate(target, (template, at) => [
    ...checkImageChoice(template, ["cloudstack-template"], at),
    ...checkContradictions(template, at),
  ]);

function checkContradictions(
  template: CloudStackMachineTemplate,
  at: string,
): readonly Diagnostic[] {
  if (template.reference === undefined) {
    return [];
  }
  const unused = (["imageRecord", "zone"] as const).filter((name) => template[name] !== undefined);
  return unused.map((name) => {
    const message = `the reference is given, so that ${name} has no effect`;
    const pointer = `${at}/${name}`;
    return cloudstackDiagnostics.report("CLOUDSTACK_IMAGE_CHOICE", { message, pointer });
  });
}
