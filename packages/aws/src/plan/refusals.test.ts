import { observeClusters } from "@imagewright/cluster-api/observe";
import type { ImageMatch } from "@imagewright/core";
import {
  type MachineGroup,
  planObjects,
  type UpgradeContext,
  type UpgradeSteps,
} from "@imagewright/core/plan";
import { type DocumentEdits } from "@imagewright/core/testing";
import { expect, test } from "vitest";

import { aws } from "../plugin.ts";
import { amazonLinux, documentsOf } from "./__fixtures__/planned.ts";
import { awsPlanning } from "./aws-planning.ts";

/** What differs from the cluster as it stands in its file. */
interface Setting {
  readonly edits?: DocumentEdits;
  readonly context?: Partial<UpgradeContext>;
  readonly image?: ImageMatch;
}

/** What the upgrader of a group says when it is asked for a version, and given no image. */
function asked(
  name: string,
  version: string,
  { edits = {}, context = {}, image }: Setting = {},
): UpgradeSteps {
  const { clusters, objects } = observeClusters(documentsOf("eks.yaml", edits), {
    carriers: aws.carriers,
    readImages: aws.readManifest,
  });
  const [cluster] = clusters;
  const groups: readonly (MachineGroup | undefined)[] = [
    cluster?.controlPlane,
    ...(cluster?.nodeGroups ?? []),
  ];
  const group = groups.find((one) => one?.name === name);
  const stored = planObjects(objects);
  const upgrader =
    group && cluster && awsPlanning.upgraders.find((one) => one.handles(group, cluster, stored));
  if (
    cluster === undefined ||
    group === undefined ||
    upgrader === undefined ||
    aws.writeReference === undefined
  ) {
    throw new Error(`nobody upgrades ${name}`);
  }
  return upgrader.plan([{ group, from: "1.31", ...(image !== undefined && { image }) }], {
    cluster,
    objects: stored,
    version,
    movesControlPlane: true,
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal: { kubernetesVersion: version },
    },
    targetVersions: {},
    writeReference: aws.writeReference,
    ...context,
  });
}

function codesOf({ diagnostics }: UpgradeSteps): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

test.for([
  ["1.30", "EKS_PLAN_DOWNGRADE"],
  ["1.33.13", "EKS_PLAN_MINOR_SKIPPED"],
] as const)("a control plane at 1.31 is not brought to %s", ([version, code]) => {
  const steps = asked("orders", version);
  expect(codesOf(steps)).toEqual([code]);
  expect(steps.steps).toEqual([]);
});

test("a control plane that is there already stays", () => {
  expect(asked("orders", "1.31.14")).toEqual({ steps: [], diagnostics: [] });
});

test.for(["custom", "own"])("%s names its AMI, and does not go without another one", (name) => {
  const steps = asked(name, "1.32.13");
  expect(codesOf(steps)).toEqual(["CAPA_PLAN_IMAGE_OPEN"]);
  expect(steps.steps).toEqual([]);
});

test.for(["custom", "own"])("%s keeps an AMI that nobody knows where it is already", (name) => {
  expect(asked(name, "1.31.14")).toEqual({ steps: [], diagnostics: [] });
});

test.for(["custom", "own"])("%s does not get what is no AMI", (name) => {
  const reference = { kind: "ami", id: "ami-1" } as const;
  const image = { record: amazonLinux("1.32.13", "2", reference.id), reference };
  const steps = asked(name, "1.32.13", { image });
  expect(codesOf(steps)).toEqual(["AWS_WRITE_REFERENCE"]);
  expect(steps.steps).toEqual([]);
});

test.for(["AWSManagedMachinePool/plain", "AWSMachineTemplate/own-1.31.14"])(
  "without %s nobody knows what the machines are made from",
  (key) => {
    const name = key.includes("own") ? "own" : "plain";
    expect(codesOf(asked(name, "1.32.13", { edits: { [key]: null } }))).toEqual([
      "CAPA_PLAN_OBJECT_MISSING",
    ]);
  },
);

test("a name that another NodeadmConfigTemplate has is not taken", () => {
  const edits = { "AWSMachineTemplate/own-1.31.14": { "/spec/template/spec/ami": undefined } };
  const creation = asked("own", "1.33.13", { edits }).steps[0]?.effects[0];
  if (creation?.change !== "create") {
    throw new Error("nothing is created");
  }
  const taken = { ...creation.manifest, spec: { template: { spec: {} } } };
  const { objects } = observeClusters([...documentsOf("eks.yaml", edits), { value: taken }], {
    carriers: aws.carriers,
    readImages: aws.readManifest,
  });
  const context = { objects: planObjects(objects) };
  expect(codesOf(asked("own", "1.33.13", { edits, context }))).toContain("PLAN_NAME_TAKEN");
});

test.for([
  ["orders", "AWSManagedControlPlane/orders"],
  ["plain", "MachinePool/plain"],
] as const)("%s is not changed where a topology writes it", ([name, key]) => {
  const owned = { "/metadata/labels": { "topology.cluster.x-k8s.io/owned": "" } };
  const steps = asked(name, "1.32", { edits: { [key]: owned } });
  expect(codesOf(steps)).toContain("CAPA_PLAN_TOPOLOGY_OWNED");
  expect(steps.steps).toEqual([]);
});
