import { plainCluster } from "./plain-cluster.ts";
import { controlPlaneSteps, lockstep } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";
import { catalogOf } from "./usual-catalog.ts";

const rule = "cluster-api §8 version comparison";

/** A cluster without nodes at one version, and images of others; AMIs are numbered. */
function fromTo(
  from: string,
  to: string,
  built: readonly string[] = [from, to],
): Pick<PlanCase, "catalog" | "goal" | "manifests"> {
  return {
    manifests: plainCluster({ version: from, nodes: [] }),
    catalog: catalogOf(built),
    goal: { kubernetesVersion: to },
  };
}

function refusedAsOlder(from: string, to: string): readonly string[] {
  return [`PLAN_DOWNGRADE ${to} is older than ${from}, which the control plane asks for`];
}

const steps = (from: string, to: string): readonly string[] => controlPlaneSteps(1, from, to);

/** How versions are compared: with build tags, with pre-releases, and what has no order. */
export const comparisonCases: readonly PlanCase[] = [
  {
    rule,
    name: "two build tags of different texts have no order, and the way between them is a change",
    ...fromTo("1.33.4+alpha", "1.33.4+beta"),
    steps: steps("1.33.4+alpha", "1.33.4+beta"),
  },
  {
    rule,
    name: "and so is the way back",
    ...fromTo("1.33.4+beta", "1.33.4+alpha"),
    steps: steps("1.33.4+beta", "1.33.4+alpha"),
  },
  {
    rule,
    name: "numbers in build tags are compared as numbers: 9 to 10 goes up",
    ...fromTo("1.33.4+vmware.9", "1.33.4+vmware.10"),
    steps: steps("1.33.4+vmware.9", "1.33.4+vmware.10"),
  },
  {
    rule,
    name: "and 10 to 9 goes down",
    ...fromTo("1.33.4+vmware.10", "1.33.4+vmware.9"),
    blockers: refusedAsOlder("1.33.4+vmware.10", "1.33.4+vmware.9"),
  },
  {
    rule,
    name: "a number in a build tag comes before a text",
    ...fromTo("1.33.4+1", "1.33.4+k3s"),
    steps: steps("1.33.4+1", "1.33.4+k3s"),
  },
  {
    rule,
    name: "and a text does not go back to a number",
    ...fromTo("1.33.4+k3s", "1.33.4+1"),
    blockers: refusedAsOlder("1.33.4+k3s", "1.33.4+1"),
  },
  {
    rule,
    name: "a longer build tag wins where the rest is equal",
    ...fromTo("1.33.4+k3s", "1.33.4+k3s.1"),
    steps: steps("1.33.4+k3s", "1.33.4+k3s.1"),
  },
  {
    rule,
    name: "and does not become shorter again",
    ...fromTo("1.33.4+k3s.1", "1.33.4+k3s"),
    blockers: refusedAsOlder("1.33.4+k3s.1", "1.33.4+k3s"),
  },
  {
    rule,
    name: "precedence comes before build tags",
    ...fromTo("1.33.4+zzz", "1.33.5+aaa"),
    steps: steps("1.33.4+zzz", "1.33.5+aaa"),
  },
  {
    rule,
    name: "a release comes after its candidates",
    ...fromTo("1.34.0-rc.1", "1.34.0"),
    steps: steps("1.34.0-rc.1", "1.34.0"),
  },
  {
    rule,
    name: "and does not go back to one, though a webhook that leaves pre-releases out would take it",
    ...fromTo("1.34.0", "1.34.0-rc.1"),
    blockers: refusedAsOlder("1.34.0", "1.34.0-rc.1"),
  },
  {
    rule,
    name: "candidates go up among themselves",
    ...fromTo("1.34.0-rc.2", "1.34.0-rc.10"),
    steps: steps("1.34.0-rc.2", "1.34.0-rc.10"),
  },
  {
    rule,
    name: "a candidate of the minor after the next is two minors away, as its pre-release is left out there",
    ...fromTo("1.32.4", "1.34.0-rc.1", ["1.32.4", "1.33.4", "1.34.0-rc.1"]),
    steps: lockstep(["1.32.4", "1.33.4", "1.34.0-rc.1"], { nodes: [] }),
  },
  {
    rule,
    name: "a goal of two numbers means no candidate",
    ...fromTo("1.33.4", "1.34", ["1.33.4", "1.34.0-rc.1", "1.34.0"]),
    steps: steps("1.33.4", "1.34.0"),
  },
  {
    rule,
    name: "a goal of two numbers takes the greatest build of the newest patch",
    ...fromTo("1.33.4", "1.34", ["1.33.4", "1.34.1+k3s.2", "1.34.1+k3s.10", "1.34.0+k3s.11"]),
    steps: steps("1.33.4", "1.34.1+k3s.10"),
  },
  {
    rule,
    name: "of builds without order none is chosen",
    ...fromTo("1.33.4", "1.34", ["1.33.4", "1.34.1+alpha", "1.34.1+beta"]),
    blockers: ["PLAN_VERSION_UNKNOWN the newest builds of 1.34 have tags that have no order"],
  },
  {
    rule,
    name: "until one of them is named",
    ...fromTo("1.33.4", "1.34", ["1.33.4", "1.34.1+alpha", "1.34.1+beta"]),
    intent: { through: ["1.34.1+alpha"] },
    steps: steps("1.33.4", "1.34.1+alpha"),
  },
  {
    rule,
    name: "a version with build metadata on the way is legal",
    ...fromTo("1.32.4+k3s1", "1.34.1+k3s1", ["1.32.4+k3s1", "1.33.4+k3s1", "1.34.1+k3s1"]),
    steps: lockstep(["1.32.4+k3s1", "1.33.4+k3s1", "1.34.1+k3s1"], { nodes: [] }),
  },
];
