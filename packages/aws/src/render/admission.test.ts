import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { type JsonValue, loadPlugin, noOverrides, renderTarget } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { catalog, image, plain, variations } from "../__fixtures__/all-options.ts";
import { changed } from "../__fixtures__/schema-options.ts";
import { aws } from "../plugin.ts";
import { awsWebhooks } from "../webhooks/index.ts";

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

test.for(Object.entries(variations))(
  "what %s renders is admitted, by definition and webhooks, or refused before",
  ([path, to], context) => {
    const source = folderSource(requireUpstream(context, "crds"));
    const bound = loadPlugin(aws).bind(image, changed(plain, path, to));
    const rendered = bound.ok ? renderTarget(bound.value, { catalog }) : bound;
    const [list = "", index = ""] = path.split("/");
    const request = bound.ok
      ? bound.value.manifests(noOverrides).find(({ pointer }) => pointer === `/${list}/${index}`)
      : undefined;
    const artifact = rendered.ok
      ? rendered.value.find((one) => request !== undefined && one.path.endsWith(`/${request.path}`))
      : undefined;
    if (artifact === undefined) {
      expect(rendered.ok && list !== "build").toBe(false);
      return;
    }
    const object = parse(artifact.text) as { readonly [key: string]: JsonValue };
    const verdict = judgeCreation(object, source, { webhooks: awsWebhooks });
    expect(verdict.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(verdict.admitted).toBe(true);
  },
);

test("the documentation's own apiVersion is not admitted", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const object = {
    ...read("documented/aws-machine-template-capa-image-id-example.yaml"),
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
  };
  expect(judgeCreation(object, source).admitted).toBe(false);
});
