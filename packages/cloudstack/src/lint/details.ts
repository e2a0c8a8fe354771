import { formatPointer, isJsonObject, type ManifestRule, ownValue } from "@imagewright/core";

import { capcText } from "../capc-text.ts";
import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import table from "../data/hypervisors.json" with { type: "json" };
import { parseTemplateName } from "../template-name.ts";
import { machineRule } from "./machine-rule.ts";

/** Details that one hypervisor alone reads go with a template for it. */
export const detailsRule: ManifestRule = machineRule(({ machine, at }) => {
  const details = ownValue(machine, "details");
  const hypervisor = parseTemplateName(capcText(machine, "/template/name"))?.hypervisor;
  if (!isJsonObject(details) || hypervisor === undefined) {
    return [];
  }
  const others = table.hypervisors.filter((row) => row.name !== hypervisor);
  return others.flatMap((row) =>
    row.details
      .filter((name) => Object.hasOwn(details, name))
      .map((name) => {
        const message = `${name} is for ${row.name}, and the template for ${hypervisor}`;
        const pointer = `${at}/details${formatPointer([name])}`;
        return cloudstackDiagnostics.report("CLOUDSTACK_DETAIL", { message, pointer });
      }),
  );
});
