import { type Diagnostic, type TargetRule } from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import type { CloudStackTarget } from "../options.ts";

/** The file that is built can be converted for every hypervisor. */
export const buildHypervisorsRule: TargetRule<CloudStackTarget> = ({ target }) => {
  const { hypervisors = [], variant } = target.build ?? {};
  return hypervisors.flatMap((hypervisor, index): readonly Diagnostic[] => {
    const pointer = `/build/hypervisors/${index}`;
    if (hypervisors.indexOf(hypervisor) < index) {
      const message = `${hypervisor} stands there twice`;
      return [cloudstackDiagnostics.report("CLOUDSTACK_BUILD_HYPERVISOR", { message, pointer })];
    }
    if (variant !== "efi" || hypervisor === "KVM") {
      return [];
    }
    const message = `an image that boots by EFI does not boot once it is converted for ${hypervisor}`;
    return [cloudstackDiagnostics.report("CLOUDSTACK_BUILD_CONVERSION", { message, pointer })];
  });
};
