import type { Diagnostic } from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { RuleContext } from "./rule-context.ts";

/** How long lists and maps of an object may be, by the CRDs. */
const limits: readonly (readonly [field: string, maximum: number])[] = [
  ["annotations", 100],
  ["blockDeviceMappings", 50],
  ["capacityReservationSelectorTerms", 30],
  ["networkInterfaces", 150],
  ["nodeLabels", 100],
  ["requirements", 98],
  ["securityGroupSelectorTerms", 30],
  ["subnetSelectorTerms", 30],
];

const maximumBudgets = 50;

/** Every list and map that the API takes no more of; requirements leave room for the image's own. */
export function checkLengths({ target }: RuleContext): readonly Diagnostic[] {
  const { nodeClasses = [], nodePools = [], provisioners = [] } = target;
  const objects: readonly (readonly [pointer: string, object: object])[] = [
    ...nodeClasses.map((object, index) => [`/nodeClasses/${index}`, object] as const),
    ...nodePools.map((object, index) => [`/nodePools/${index}`, object] as const),
    ...provisioners.map((object, index) => [`/provisioners/${index}`, object] as const),
  ];
  return [
    ...objects.flatMap(([pointer, object]) => checkObject(object, pointer)),
    ...nodePools.flatMap(({ disruption }, index) =>
      tooMany(disruption?.budgets, maximumBudgets, `/nodePools/${index}/disruption/budgets`),
    ),
  ];
}

function checkObject(object: object, pointer: string): readonly Diagnostic[] {
  const values = new Map<string, unknown>(Object.entries(object));
  return limits.flatMap(([field, maximum]) =>
    tooMany(values.get(field), maximum, `${pointer}/${field}`),
  );
}

function tooMany(value: unknown, maximum: number, pointer: string): readonly Diagnostic[] {
  const length = typeof value === "object" && value !== null ? Object.keys(value).length : 0;
  const facts = {
    message: `${length} entries are too many`,
    pointer,
    expected: `at most ${maximum}`,
  };
  return length <= maximum ? [] : [karpenterDiagnostics.report("KARPENTER_TOO_MANY", facts)];
}
