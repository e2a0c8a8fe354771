import {
  type CloudStackTemplateReference,
  type Diagnostic,
  type NodeImage,
  parseImageReference,
  showValue,
  type TargetRule,
} from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { eachMachine } from "../each-machine.ts";
import type { CloudStackTarget } from "../options.ts";
import { versionsInName } from "../template-name.ts";
import { isUuid } from "../uuid.ts";

/** A reference that is given is one CAPC finds, and is what the image is. */
export const referenceRule: TargetRule<CloudStackTarget> = ({ image, target }) =>
  eachMachine(target, ({ reference }, at) => {
    const parsed = reference === undefined ? undefined : parseImageReference(reference);
    if (parsed?.ok !== true || parsed.value.kind !== "cloudstack-template") {
      return [];
    }
    const pointer = `${at}/reference`;
    return [
      ...lookupHints(parsed.value, pointer),
      ...checkName(parsed.value, image, pointer),
      ...checkZone(parsed.value, pointer),
    ];
  });

/**
 * What CAPC's lookup makes of a reference, wherever it stands: a name is looked up in the machine's
 * zone, an id in all zones at once.
 */
export function lookupHints(
  { id, name }: CloudStackTemplateReference,
  pointer: string,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (id === "" || name === "" || (id === undefined && name === undefined)) {
    const message = "a name or id of a template is empty";
    return [cloudstackDiagnostics.report("CLOUDSTACK_REFERENCE_EMPTY", { message, pointer })];
  }
  if (id !== undefined && !isUuid(id)) {
    const facts = { message: "the id is no UUID", pointer, found: showValue(id) };
    found.push(cloudstackDiagnostics.report("CLOUDSTACK_ID_FORM", facts));
  }
  if (id !== undefined) {
    const message = "the id is looked up in all zones, and fails if several have it";
    found.push(cloudstackDiagnostics.report("CLOUDSTACK_ID_LOOKUP", { message, pointer }));
  }
  return found;
}

function checkName(
  { name }: CloudStackTemplateReference,
  { kubernetes }: NodeImage,
  pointer: string,
): readonly Diagnostic[] {
  if (name === undefined || name === "") {
    return [];
  }
  const versions = versionsInName(name);
  const [plain = kubernetes.version] = kubernetes.version.split(/[-+]/u);
  if (versions.length === 0 || versions.includes(plain)) {
    return [];
  }
  const message = `the template's name tells of Kubernetes ${versions.join(", ")}`;
  const facts = { message, pointer, found: showValue(name), expected: kubernetes.version };
  return [cloudstackDiagnostics.report("CLOUDSTACK_NAME_VERSION", facts)];
}

function checkZone({ zone }: CloudStackTemplateReference, pointer: string): readonly Diagnostic[] {
  if (zone === undefined) {
    return [];
  }
  const facts = { message: "the zone is not written", pointer, found: showValue(zone) };
  return [cloudstackDiagnostics.report("CLOUDSTACK_ZONE_UNUSED", facts)];
}
