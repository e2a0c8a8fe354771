import {
  checkImageChoice,
  type Diagnostic,
  formatImageReference,
  type TargetRule,
} from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { eachMachine } from "../each-machine.ts";
import type { CloudStackMachine, CloudStackTarget } from "../options.ts";
import { isUuid } from "../uuid.ts";

/** A machine template says which image it means, once. */
export const imageChoiceRule: TargetRule<CloudStackTarget> = ({ target }) =>
  eachMachine(target, (template, at) => [
    ...checkReference(template, at),
    ...checkContradictions(template, at),
  ]);

/** A text without a kind is most likely the name, or the id, of a template. */
function checkReference(template: CloudStackMachine, at: string): readonly Diagnostic[] {
  const { reference = "" } = template;
  const found = checkImageChoice(template, ["cloudstack-template"], at);
  if (reference === "" || reference.includes(":")) {
    return found;
  }
  const field = isUuid(reference) ? "id" : "name";
  const written = formatImageReference({ kind: "cloudstack-template", [field]: reference });
  return found.map((one) => ({ ...one, hint: `Write \`${written}\`.` }));
}

function checkContradictions(template: CloudStackMachine, at: string): readonly Diagnostic[] {
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
