import { readFileSync } from "node:fs";
import { extname } from "node:path";

import { emitJson, toJsonValue } from "@imagewright/core";
import { expectGolden, requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { readArtifacts } from "./conformance/read-artifacts.ts";
import { describeObservation } from "./observation/describe-observation.ts";
import examples from "./observation/examples.json" with { type: "json" };
import { observeText } from "./observation/observe-text.ts";

const table: Readonly<Record<string, readonly string[]>> = examples;

/** Folders of examples whose files hold objects of Kubernetes. */
const folders = new Set(["azure-capz", "capi-capa", "cloudstack-capc", "eks-ami", "karpenter"]);

function observed(text: string, path: string): readonly string[] {
  const observation = observeText(text, path);
  return observation.ok
    ? describeObservation(observation.value)
    : [...new Set(observation.diagnostics.map(({ code }) => `unreadable ${code}`))];
}

test("every example is in the table", (context) => {
  const root = requireUpstream(context, "examples");
  const files = readArtifacts(root)
    .map(({ path }) => path)
    .filter((path) => folders.has(path.split("/")[0] ?? "") && extname(path) === ".yaml");
  expect(Object.keys(table).toSorted()).toEqual(files.toSorted());
});

test.for(Object.keys(table))(
  "%s is observed with its owners, versions, images and what is missing",
  (path, context) => {
    const text = readFileSync(`${requireUpstream(context, "examples")}/${path}`, "utf8");
    expect(observed(text, path)).toEqual(table[path]);
  },
);

test("the clusters of the example platform are observed as they are", async () => {
  const folder = new URL("../examples/platform/clusters/", import.meta.url);
  const states = readArtifacts(folder.pathname).map(({ path, text }) => {
    const observation = observeText(text, path);
    expect(observation.diagnostics).toEqual([]);
    const value = observation.ok ? observation.value : undefined;
    expect(value?.diagnostics).toEqual([]);
    expect(value?.others).toEqual([]);
    const json = emitJson(toJsonValue(value?.clusters ?? []));
    return { path: path.replace(/\.yaml$/u, ".json"), text: json };
  });
  await expectGolden(new URL("observation/__golden__/platform/", import.meta.url), states);
});
