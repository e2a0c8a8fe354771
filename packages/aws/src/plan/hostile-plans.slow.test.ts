import {
  brokenTrials,
  type DocumentEdits,
  placelessFindings,
  planFaults,
  type PlanTrial,
} from "@imagewright/core/testing";
import { breakObjects, hostileFault } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  amazonLinux,
  type Asked,
  documentsOf,
  planned,
  plans,
  recordOf,
} from "./__fixtures__/planned.ts";

const lookups: DocumentEdits = {
  "AWSMachineTemplate/own-1.31.14": { "/spec/template/spec/ami": { eksLookupType: "AmazonLinux" } },
  "AWSManagedMachinePool/custom": {
    "/spec/amiType": "AL2_x86_64",
    "/spec/awsLaunchTemplate/ami": { eksLookupType: "AmazonLinux" },
  },
};
const paused: DocumentEdits = {
  "AWSMachinePool/pool": {
    "/metadata/annotations": { "cluster.x-k8s.io/paused": "imagewright" },
  },
};

const eks: Asked = {
  goal: "1.33",
  through: ["1.32.13"],
  records: [
    amazonLinux("1.31.14", "2", "ami-0aaaaaaaaaaaaaa31"),
    amazonLinux("1.32.13", "2", "ami-0aaaaaaaaaaaaaa32"),
    amazonLinux("1.33.13", "2023", "ami-0aaaaaaaaaaaaaa33"),
  ],
  targetVersions: { capa: "2.9.0" },
  at: "2026-11-21T00:00:00Z",
};
const batch: Asked = {
  goal: "1.34",
  records: [
    recordOf("1.33.4", "ami-0bbbbbbbbbbbbbb33"),
    recordOf("1.34.1", "ami-0bbbbbbbbbbbbbb34"),
  ],
  at: "2026-11-21T00:00:00Z",
};

const worlds = [
  { name: "EKS", documents: documentsOf("eks.yaml"), asked: eks },
  { name: "EKS by lookups", documents: documentsOf("eks.yaml", lookups), asked: eks },
  { name: "a pool", documents: documentsOf("kubeadm-pool.yaml"), asked: batch },
  { name: "a paused pool", documents: documentsOf("kubeadm-pool.yaml", paused), asked: batch },
];

test.for(worlds)("the plan of $name keeps the laws", ({ documents, asked }) => {
  expect(faultsOf(planned(documents, asked))).toEqual([]);
});

/** Broken laws, and findings of this package that lead nowhere. */
function faultsOf(one: PlanTrial): readonly string[] {
  return [...planFaults(one), ...placelessFindings(one.plan, /^(?:CAPA|EKS)_/u)];
}

test.for(["documents", "objects"] as const)(
  "no %s make planning break, and what is planned can be carried out",
  (part) => {
    const fault = hostileFault(worlds, (world, edits) =>
      brokenTrials(plans, world, part, (values) => breakObjects(values, edits)).flatMap(faultsOf),
    );
    expect(fault).toBeUndefined();
  },
);
