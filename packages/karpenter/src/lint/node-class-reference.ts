import {
  type Diagnostic,
  type ManifestRule,
  type ManifestRuleContext,
  nearestName,
  showValue,
  valueAt,
} from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { nodeClassKinds } from "../objects/object-kinds.ts";
import { classesOf, classGroup, classKey } from "./class-view.ts";
import { poolGroup, poolKinds, requirePool } from "./pool-view.ts";

/** A misspelt name is looked for among so many, of such a length at most. */
const mostNames = 100;
const longestName = 253;

/** Pools whose node class is of another group, kind or generation, or is nowhere to be found. */
export const nodeClassReference: ManifestRule = {
  group: poolGroup,
  kinds: poolKinds,
  check(context) {
    const { nodeClass: found, generation } = requirePool(context);
    if (found === undefined) {
      return [];
    }
    const { group, kind, name } = found.nodeClass;
    const own = nodeClassKinds[generation];
    const bare = group.split("/")[0] ?? "";
    if (group.includes("/")) {
      const message = "the group is written with a version";
      return [report(message, `${found.pointer}/group`, group, bare)];
    }
    if (bare !== classGroup) {
      return [];
    }
    return kind === own.kind
      ? [
          ...checkVersion(context, found.pointer),
          ...checkExists(context, found.pointer, kind, name),
        ]
      : [report(`${bare} has no such kind`, `${found.pointer}/kind`, kind, own.kind)];
  },
};

/** The older generations name a whole API version. */
function checkVersion(
  { object, ...context }: ManifestRuleContext,
  pointer: string,
): readonly Diagnostic[] {
  const { generation } = requirePool({ object, ...context });
  const value = valueAt(object, `${pointer}/apiVersion`);
  const { group, version } = nodeClassKinds[generation];
  const expected = `${group}/${version}`;
  return generation === "v1" || value === undefined || value === "" || value === expected
    ? []
    : [
        report(
          "the node class is of another API version",
          `${pointer}/apiVersion`,
          value,
          expected,
        ),
      ];
}

function checkExists(
  { manifests }: ManifestRuleContext,
  pointer: string,
  kind: string,
  name: string,
): readonly Diagnostic[] {
  const classes = classesOf(manifests);
  if (classes.size === 0 || classes.has(classKey(kind, name))) {
    return [];
  }
  const names = [...classes.values()].slice(0, mostNames).flatMap((view) => view.name ?? []);
  const nearest = nearestName(name.slice(0, longestName), names);
  return [
    karpenterDiagnostics.report("KARPENTER_CLASS_ELSEWHERE", {
      message: `no node class among the manifests is called ${showValue(name)}`,
      pointer: `${pointer}/name`,
      hint: nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`,
    }),
  ];
}

function report(message: string, pointer: string, found: unknown, expected: string): Diagnostic {
  return karpenterDiagnostics.report("KARPENTER_CLASS_REFERENCE", {
    message,
    pointer,
    found: showValue(found),
    expected,
  });
}
