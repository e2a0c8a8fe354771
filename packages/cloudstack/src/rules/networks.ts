import { type Diagnostic, type TargetRule } from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { eachMachine } from "../each-machine.ts";
import type { CloudStackNetwork, CloudStackTarget } from "../options.ts";

/** Every network stands there once. */
export const networksRule: TargetRule<CloudStackTarget> = ({ target }) =>
  eachMachine(target, ({ networks = [] }, at) =>
    networks.flatMap((network, index): readonly Diagnostic[] => {
      const first = networks.findIndex((other) => isSame(other, network));
      if (first === index) {
        return [];
      }
      const message = `the network is that of entry ${first}`;
      const pointer = `${at}/networks/${index}`;
      return [cloudstackDiagnostics.report("CLOUDSTACK_NETWORK_TWICE", { message, pointer })];
    }),
  );

/** An id wins over a name; names of two networks may be alike where ids tell them apart. */
function isSame(a: CloudStackNetwork, b: CloudStackNetwork): boolean {
  return a.id !== undefined && b.id !== undefined
    ? a.id.toLowerCase() === b.id.toLowerCase()
    : a.name === b.name;
}
