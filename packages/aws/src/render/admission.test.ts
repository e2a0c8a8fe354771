import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import type { JsonValue } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";
import { parse } from "yaml";

const golden = join(import.meta.dirname, "../__golden__");
const manifests = readdirSync(golden, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".yaml"))
  .toSorted();

function read(path: string): { readonly [key: string]: JsonValue } {
  return parse(readFileSync(join(golden, path), "utf8")) as { readonly [key: string]: JsonValue };
}

test.for(manifests)("an API server with CAPA's definitions admits %s", (path, context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const verdict = judgeCreation(read(path), source);
  expect(verdict.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(verdict.admitted).toBe(true);
});

test("the documentation's own apiVersion is not admitted", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const object = {
    ...read("documented/aws-machine-template-capa-image-id-example.yaml"),
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
  };
  expect(judgeCreation(object, source).admitted).toBe(false);
});
