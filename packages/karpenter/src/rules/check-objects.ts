import { type Diagnostic, nearestName, showValue } from "@imagewright/core";

import { generationOfTarget } from "../api-generation.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { KarpenterTarget } from "../options.ts";
import type { RuleContext } from "./rule-context.ts";

const lists = ["nodeClasses", "nodePools", "launchTemplates", "provisioners"] as const;

/** What concerns the objects of a target together: their names, and what they need of the target. */
export function checkObjects({ target }: RuleContext): readonly Diagnostic[] {
  return [
    ...checkAsked(target),
    ...lists.flatMap((list) => checkNames(target, list)),
    ...checkPoolClasses(target),
    ...checkProvisionerTemplates(target),
    ...checkUse(target),
  ];
}

function checkAsked(target: KarpenterTarget): readonly Diagnostic[] {
  const message = "the target asks for no object";
  return lists.every((list) => target[list] === undefined)
    ? [karpenterDiagnostics.report("KARPENTER_NOTHING_ASKED", { message })]
    : [];
}

function checkNames(target: KarpenterTarget, list: (typeof lists)[number]): readonly Diagnostic[] {
  const names = (target[list] ?? []).map(({ name }) => name);
  const isAlpha = generationOfTarget(target) === "alpha" && list === "provisioners";
  const pools = isAlpha ? (target.nodePools ?? []).map(({ name }) => name) : [];
  return names.flatMap((name, index) =>
    names.indexOf(name) === index && !pools.includes(name)
      ? []
      : [
          karpenterDiagnostics.report("KARPENTER_NAME_TWICE", {
            message: `${name} is already the name of another one`,
            pointer: `/${list}/${index}/name`,
            found: showValue(name),
          }),
        ],
  );
}

function checkPoolClasses({
  nodePools = [],
  nodeClasses = [],
}: KarpenterTarget): readonly Diagnostic[] {
  return nodePools.flatMap(({ nodeClass }, index) => {
    const pointer = `/nodePools/${index}/nodeClass`;
    const names = nodeClasses.map(({ name }) => name);
    if (names.includes(nodeClass)) {
      return [];
    }
    const message = `the target renders no node class ${showValue(nodeClass)}`;
    return [
      karpenterDiagnostics.report("KARPENTER_CLASS_ELSEWHERE", {
        message,
        pointer,
        ...hint(nodeClass, names),
      }),
    ];
  });
}

function checkProvisionerTemplates(target: KarpenterTarget): readonly Diagnostic[] {
  const names = (target.launchTemplates ?? []).map(({ name }) => name);
  return (target.provisioners ?? []).flatMap(({ launchTemplate }, index) => {
    if (names.includes(launchTemplate)) {
      return [];
    }
    const pointer = `/provisioners/${index}/launchTemplate`;
    const message = `the target renders no launch template ${showValue(launchTemplate)}`;
    const facts = { message, pointer, expected: names.join(", "), ...hint(launchTemplate, names) };
    return [karpenterDiagnostics.report("KARPENTER_NAME_UNKNOWN", facts)];
  });
}

function hint(name: string, names: readonly string[]): { hint?: string } {
  const nearest = nearestName(name, names);
  return nearest === undefined ? {} : { hint: `Did you mean \`${nearest}\`?` };
}

/** Facts of the target that no object uses. */
function checkUse(target: KarpenterTarget): readonly Diagnostic[] {
  const { cluster, region, nodeClasses = [], launchTemplates = [] } = target;
  const found: Diagnostic[] = [];
  const joins = launchTemplates.length > 0 || nodeClasses.some(({ node }) => node !== undefined);
  if (cluster !== undefined && !joins) {
    const message = "no object needs the facts of the cluster";
    found.push(
      karpenterDiagnostics.report("KARPENTER_CLUSTER_UNUSED", { message, pointer: "/cluster" }),
    );
  }
  if (cluster === undefined && joins) {
    const message = "user data that joins a node needs the facts of the cluster";
    found.push(
      karpenterDiagnostics.report("KARPENTER_CLUSTER_MISSING", { message, pointer: "/cluster" }),
    );
  }
  const looksUp = [...nodeClasses, ...launchTemplates].some(
    ({ reference }) => reference === undefined,
  );
  if (region !== undefined && !looksUp) {
    const message = "no image is looked up in a region";
    found.push(
      karpenterDiagnostics.report("KARPENTER_REGION_UNUSED", { message, pointer: "/region" }),
    );
  }
  return found;
}
