import type { Budget } from "./measure.ts";

/** A fresh process that imports something and exits. */
export interface StartCase {
  readonly name: string;
  readonly code: string;
  /** The case whose cost is taken off; bare node where left out. */
  readonly over?: string;
  readonly budgets: readonly Budget[];
}

const core = "start: import core";
const plugin: readonly Budget[] = [{ id: "P3", of: "median_ms", atMost: 15 }];

/** What importing costs, and importing with a first artifact. */
export const startCases: readonly StartCase[] = [
  {
    name: core,
    code: 'import "@imagewright/core";',
    budgets: [
      { id: "P3", of: "median_ms", atMost: 40 },
      { id: "P3", of: "peak_mb", atMost: 20 },
    ],
  },
  ...["aws", "aws/eks", "azure", "cloudstack", "karpenter"].map((name) => ({
    name: `start: import ${name}`,
    code: `import "@imagewright/core"; import "@imagewright/${name}";`,
    over: core,
    budgets: plugin,
  })),
  {
    name: "start: import core/read",
    code: 'import "@imagewright/core"; import "@imagewright/core/read";',
    over: core,
    budgets: [],
  },
  { name: "start: import yaml (peer)", code: 'import "yaml";', budgets: [] },
  { name: "start: import zod (peer)", code: 'import "zod";', budgets: [] },
  { name: "start: import cdk8s (peer)", code: 'import "cdk8s";', budgets: [] },
  {
    name: "start: import and first artifact",
    code: 'import { firstArtifact } from "./first-artifact.ts"; firstArtifact();',
    budgets: [{ id: "P4", of: "median_ms", atMost: 120 }],
  },
];
