import { booleanAt, type Diagnostic, showValue } from "@imagewright/core";
import type { GroupUpgrade, PlanGuard } from "@imagewright/core/plan";

import { capcText } from "../capc-text.ts";
import { parseTemplateName, versionsInName } from "../template-name.ts";
import { type GroupMachine, machineOf } from "./group-machines.ts";
import { planFinding } from "./plan-finding.ts";

/** Whether each new template is what its name says, and fits the machine that is to boot it. */
export const templateGuard: PlanGuard = ({ hops }) =>
  hops.flatMap(({ groups, version, before, after }) =>
    groups.flatMap((upgrade) => {
      const made = machineOf(upgrade.group, after);
      const old = machineOf(upgrade.group, before);
      return made === undefined || upgrade.image === undefined
        ? []
        : [
            ...checkName(upgrade, made, version),
            ...checkHypervisor(upgrade, made, old),
            ...checkIgnition(upgrade, made),
          ];
    }),
  );

function checkName(
  { group, image }: GroupUpgrade,
  made: GroupMachine,
  version: string,
): readonly Diagnostic[] {
  const name = image?.reference.kind === "cloudstack-template" ? image.reference.name : undefined;
  if (name === undefined) {
    return [];
  }
  const told = versionsInName(name);
  const place = { ...made.stored, pointer: `${made.pointer}/template/name` };
  const found = showValue(name);
  if (told.length === 0) {
    const message = `the name of the template that ${group.name} gets tells no Kubernetes version`;
    return [planFinding("CAPC_PLAN_NAME_UNVERSIONED", place, { message, found })];
  }
  // Names do not tell pre-releases.
  const wanted = version.replace(/[-+].*$/u, "");
  if (told.includes(wanted)) {
    return [];
  }
  const message = `the template that ${group.name} gets for ${version} is of ${told.join(" and ")} by its name`;
  const facts = { message, found, expected: version };
  return [planFinding("CAPC_PLAN_NAME_VERSION", place, facts)];
}

function checkHypervisor(
  { group, image }: GroupUpgrade,
  made: GroupMachine,
  old: GroupMachine | undefined,
): readonly Diagnostic[] {
  const name = image?.reference.kind === "cloudstack-template" ? image.reference.name : undefined;
  const now = name === undefined ? undefined : parseTemplateName(name)?.hypervisor;
  const oldName = old === undefined ? "" : capcText(old.machine, "/template/name");
  const before = parseTemplateName(oldName)?.hypervisor;
  if (name === undefined || now === undefined || before === undefined || now === before) {
    return [];
  }
  const message = `machines of ${group.name} run on ${before}, and the new template is for ${now} by its name`;
  const place = { ...made.stored, pointer: `${made.pointer}/template/name` };
  return [planFinding("CAPC_PLAN_HYPERVISOR", place, { message, found: showValue(name) })];
}

function checkIgnition(
  { group, image }: GroupUpgrade,
  { stored, pointer, machine }: GroupMachine,
): readonly Diagnostic[] {
  const field = "/uncompressedUserData";
  if (image?.record.userDataFormat !== "ignition" || booleanAt(machine, field) === true) {
    return [];
  }
  const message = `${image.record.name} reads Ignition, and CAPC compresses what machines of ${group.name} are started with`;
  const place = { ...stored, pointer: `${pointer}${field}` };
  return [planFinding("CAPC_PLAN_IGNITION", place, { message, expected: "true" })];
}
