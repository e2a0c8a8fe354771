import { readFileSync } from "node:fs";

import { parseCatalog } from "@imagewright/core/read";
import {
  brokenTrials,
  placelessFindings,
  planFaults,
  type PlanTrial,
} from "@imagewright/core/testing";
import { breakObjects, hostileFault } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { type Asked, documentsOf, planned, plans } from "./__fixtures__/planned.ts";

const examples = new URL("../../../../examples/platform/", import.meta.url);
const catalog = parseCatalog(readFileSync(new URL("catalog.yaml", examples), "utf8"), {
  file: "catalog.yaml",
});
const usual: Asked = { goal: "1.33", records: catalog.ok ? catalog.value.records : [] };
const file = new URL("clusters/edge-cloudstack.yaml", examples);
const ignition = usual.records.map((record) => ({
  ...record,
  userDataFormat: "ignition" as const,
}));

const worlds = [
  { name: "two zones", documents: documentsOf(file), asked: usual },
  {
    name: "images that read Ignition",
    documents: documentsOf(file),
    asked: { ...usual, records: ignition },
  },
];

test.for(worlds)("the plan of $name keeps the laws", ({ documents, asked }) => {
  expect(faultsOf(planned(documents, asked))).toEqual([]);
});

/** Broken laws, and findings of this package that lead nowhere. */
function faultsOf(one: PlanTrial): readonly string[] {
  return [...planFaults(one), ...placelessFindings(one.plan, /^CAPC_/u)];
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
