import { clusterApiJudges } from "@imagewright/cluster-api";
import { judgeRollout, manifestSet } from "@imagewright/core";
import { type DocumentEdits, objectsAfter } from "@imagewright/core/testing";
import { expectGolden, requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { aws } from "../plugin.ts";
import { awsJudges } from "../rollout/index.ts";
import {
  amazonLinux,
  type Asked,
  describeSteps,
  documentsOf,
  endsOf,
  planned,
  recordOf,
  refusalsOf,
} from "./__fixtures__/planned.ts";
import { awsPlanning } from "./aws-planning.ts";

const eks: Asked = {
  goal: "1.34",
  records: [
    amazonLinux("1.31.14", "2", "ami-0aaaaaaaaaaaaaa31"),
    amazonLinux("1.32.13", "2", "ami-0aaaaaaaaaaaaaa32"),
    amazonLinux("1.33.13", "2023", "ami-0aaaaaaaaaaaaaa33"),
    amazonLinux("1.34.11", "2023", "ami-0aaaaaaaaaaaaaa34"),
  ],
  isGuarded: true,
};
const batch: Asked = {
  goal: "1.34",
  records: [
    recordOf("1.33.4", "ami-0bbbbbbbbbbbbbb33"),
    recordOf("1.34.1", "ami-0bbbbbbbbbbbbbb34"),
  ],
  isGuarded: true,
};

test("the plugin brings what it knows of plans when it is asked", async () => {
  expect(await aws.planning?.()).toBe(awsPlanning);
});

test.for([
  { file: "eks.yaml", asked: eks },
  { file: "kubeadm-pool.yaml", asked: batch },
] as const)("$file is upgraded in these steps", async ({ file, asked }) => {
  const result = planned(documentsOf(file), asked);
  expect(result.plan.blockers).toEqual([]);
  const folder = new URL(`__golden__/${file.replace(".yaml", "")}/`, import.meta.url);
  await expectGolden(folder, [{ path: "steps.txt", text: describeSteps(result) }]);
});

/** Cluster and edits of the files above, and what is asked of them. */
interface Variation {
  readonly name: string;
  readonly file: "eks.yaml" | "kubeadm-pool.yaml";
  readonly edits?: DocumentEdits;
  readonly asked: Asked;
}

const byParameter = {
  "AWSManagedMachinePool/custom": {
    "/spec/awsLaunchTemplate/ami": { eksLookupType: "AmazonLinux" },
  },
  "AWSMachineTemplate/own-1.31.14": { "/spec/template/spec/ami": undefined },
};
const onlyPlain: DocumentEdits = Object.fromEntries(
  [
    "MachinePool/custom",
    "AWSManagedMachinePool/custom",
    "EKSConfig/custom",
    "MachineDeployment/own",
    "AWSMachineTemplate/own-1.31.14",
    "EKSConfigTemplate/own",
  ].map((key) => [key, null]),
);
const throughs = ["1.32.13", "1.33.13", "1.34.11"];

const variations: readonly Variation[] = [
  { name: "of every kind of group", file: "eks.yaml", asked: eks },
  { name: "of a pool of CAPA", file: "kubeadm-pool.yaml", asked: batch },
  {
    name: "of groups that look Amazon Linux 2 up",
    file: "eks.yaml",
    edits: byParameter,
    asked: { ...eks, records: [], through: throughs },
  },
  {
    name: "of a node group that EKS looks after, to a version of three numbers",
    file: "eks.yaml",
    edits: onlyPlain,
    asked: { goal: "1.33.5", through: ["1.32.9"] },
  },
  {
    name: "of node groups that name no version",
    file: "eks.yaml",
    edits: {
      "MachinePool/plain": { "/spec/template/spec/version": undefined },
      "MachinePool/custom": { "/spec/template/spec/version": undefined },
    },
    asked: eks,
  },
  {
    name: "of a pool of CAPA that looks its image up",
    file: "kubeadm-pool.yaml",
    edits: { "AWSMachinePool/pool": { "/spec/awsLaunchTemplate/ami": undefined } },
    asked: batch,
  },
];

test.for(variations)(
  "whatever was carried out of a plan $name, the next one leads to the same end",
  ({ file, edits, asked }) => {
    const ends = endsOf(documentsOf(file, edits), asked);
    expect(ends.length).toBeGreaterThan(3);
    expect(new Set(ends).size).toBe(1);
  },
);

const wrong = new Set(["INTENT_NOT_APPLIED", "OBJECT_MISSING", "JUDGE_MISSING", "PAUSED"]);

test.for(variations)(
  "what a step of a plan $name has to prove is what its objects then ask for",
  ({ file, edits, asked }) => {
    const whole = planned(documentsOf(file, edits), asked);
    const { steps } = whole.plan;
    const unapplied = steps.flatMap(({ title, check }, index) => {
      if (check === undefined) {
        return [];
      }
      const live = manifestSet(
        objectsAfter(whole.objects, steps.slice(0, index + 1)).map(({ object }) => object),
      );
      const { reasons } = judgeRollout({ ...check, live }, [...awsJudges, ...clusterApiJudges]);
      return reasons
        .filter(({ code }) => wrong.has(code))
        .map(({ message }) => `${title}: ${message}`);
    });
    expect(unapplied).toEqual([]);
    expect(steps.some(({ check }) => check !== undefined)).toBe(true);
  },
);

test.for(variations)("definitions and webhooks admit a plan $name", (variation, context) => {
  const { file, edits, asked } = variation;
  const definitions = requireUpstream(context, "crds");
  expect(refusalsOf(planned(documentsOf(file, edits), asked), definitions)).toEqual([]);
});

test.for([
  { file: "eks.yaml", asked: { ...eks, goal: "1.31.14" } },
  { file: "kubeadm-pool.yaml", asked: { ...batch, goal: "1.33.4" } },
] as const)("a plan for what $file has reached is empty", ({ file, asked }) => {
  const { plan } = planned(documentsOf(file), asked);
  expect(plan.blockers).toEqual([]);
  expect(plan.steps).toEqual([]);
});
