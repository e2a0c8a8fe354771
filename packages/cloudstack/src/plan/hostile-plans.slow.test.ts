import { readFileSync } from "node:fs";

import type { StoredObject } from "@imagewright/core/plan";
import { parseCatalog } from "@imagewright/core/read";
import { planFaults, type PlanTrial } from "@imagewright/core/testing";
import { breakObjects, hostileFault } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { type Asked, documentsOf, planned, plannedAll } from "./__fixtures__/planned.ts";

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
  const { blockers, hazards } = one.plan;
  const placeless = [...blockers, ...hazards].filter(
    ({ code, source }) => code.startsWith("CAPC_") && source === undefined,
  );
  return [...planFaults(one), ...placeless.map(({ code, message }) => `${code} ${message}`)];
}

test("no manifests make planning break, and what is planned can be carried out", () => {
  const fault = hostileFault(worlds, ({ documents, asked }, edits) => {
    const values = breakObjects(
      documents.map(({ value }) => value),
      edits,
    );
    const broken = documents.map((one, index) => ({ ...one, value: values[index] ?? null }));
    return plannedAll(broken, asked).flatMap(faultsOf);
  });
  expect(fault).toBeUndefined();
});

test("objects that are not what was observed do not either", () => {
  const fault = hostileFault(worlds, ({ documents, asked }, edits) => {
    const change = (objects: readonly StoredObject[]): readonly StoredObject[] => {
      const broken = breakObjects(
        objects.map(({ object }) => object),
        edits,
      );
      return objects.map((one, index) => ({ ...one, object: broken[index] ?? one.object }));
    };
    return plannedAll(documents, asked, change).flatMap(faultsOf);
  });
  expect(fault).toBeUndefined();
});
