import {
  brokenTrials,
  exampleRecord,
  placelessFindings,
  planFaults,
  type PlanTrial,
} from "@imagewright/core/testing";
import { breakObjects, hostileFault } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { type Asked, documentsOf, planned, plans } from "./__fixtures__/planned.ts";

const gallery = "azure-gallery:01234567-89ab-cdef-0123-4567890abcde";

function recordsIn(image: string, versions: readonly string[]): Asked["records"] {
  return versions.map((version) => exampleRecord(version, [`${gallery}/${image}/${version}`]));
}

const usual: Asked = { records: recordsIn("images/nodes/ubuntu-2404", ["1.33.4", "1.34.1"]) };
const versions = ["1.31.14", "1.32.13", "1.33.13"];

const worlds = [
  {
    name: "pools",
    documents: documentsOf(new URL("__fixtures__/pool.yaml", import.meta.url)),
    asked: usual,
  },
  {
    name: "AKS",
    documents: documentsOf(new URL("__fixtures__/aks.yaml", import.meta.url)),
    asked: { goal: "1.32.9", records: [] },
  },
  {
    name: "secrets named after templates",
    documents: documentsOf(
      new URL("../../../../examples/platform/clusters/billing-azure.yaml", import.meta.url),
    ),
    asked: {
      goal: "1.33",
      records: recordsIn("node-images/platform/capi-ubuntu-2404-gen2", versions),
    },
  },
];

test.for(worlds)("the plan of $name keeps the laws", ({ documents, asked }) => {
  expect(faultsOf(planned(documents, asked))).toEqual([]);
});

/** Broken laws, and findings of this package that lead nowhere. */
function faultsOf(one: PlanTrial): readonly string[] {
  return [...planFaults(one), ...placelessFindings(one.plan, /^CAPZ_/u)];
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
