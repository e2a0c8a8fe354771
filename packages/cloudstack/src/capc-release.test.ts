import { readFileSync } from "node:fs";

import { readYaml } from "@imagewright/core/read";
import { requireUpstream, type SkippableContext } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  clusterFields,
  compareReleases,
  machineFields,
  newestRelease,
  type ReleasedField,
  servedBy,
  writtenFor,
} from "./capc-release.ts";

test.for<[string, readonly string[], string | undefined]>([
  ["0.0.9", [], undefined],
  ["0.1.0", ["v1alpha4"], undefined],
  ["0.2.0", ["v1alpha3"], undefined],
  ["0.3.0", ["v1alpha3"], undefined],
  ["0.4.0", ["v1beta1"], "v1beta1"],
  ["0.4.7", ["v1beta1"], "v1beta1"],
  ["0.4.8", ["v1beta1", "v1beta2"], "v1beta2"],
  ["0.4.9", ["v1beta1", "v1beta2", "v1beta3"], "v1beta3"],
  ["0.4", ["v1beta1", "v1beta2", "v1beta3"], "v1beta3"],
  [newestRelease, ["v1beta1", "v1beta2", "v1beta3"], "v1beta3"],
])("CAPC %s serves %s", ([release, served, written]) => {
  expect(servedBy(release)).toEqual(served);
  expect(writtenFor(release)).toBe(written);
});

test.for<[string, string, number]>([
  ["0.4.9", "0.4.10", -1],
  ["0.4.10", "0.5.0", -1],
  ["0.4", "0.4.99", 1],
  ["0.4", "0.4", 0],
  ["0.6.1", "0.6.1", 0],
  ["1.0.0", "0.9.9", 1],
])("%s beside %s", ([a, b, order]) => {
  expect(Math.sign(compareReleases(a, b))).toBe(order);
  expect(Math.sign(compareReleases(b, a))).toBe(order === 0 ? 0 : -order);
});

/** The text of a stored definition, in which every field has a line of its own. */
function definition(plural: string, context: SkippableContext): string {
  const file = `crds/${plural}.infrastructure.cluster.x-k8s.io.yaml`;
  const bytes = readFileSync(requireUpstream(context, file));
  expect(readYaml(bytes, { file }).ok).toBe(true);
  return bytes.toString("utf8");
}

test.for<[string, readonly ReleasedField[]]>([
  ["cloudstackmachines", machineFields],
  ["cloudstackclusters", clusterFields],
])("every field of the table is one of %s", ([plural, fields], context) => {
  const text = definition(plural, context);
  const unknown = fields
    .flatMap(({ path }) => path.split("/").filter((name) => name !== "" && name !== "*"))
    .filter((name) => !new RegExp(`^ +${name}:$`, "mu").test(text));
  expect(unknown).toEqual([]);
});
