import { extname } from "node:path";

import { observeClusters } from "@imagewright/cluster-api/observe";
import { type JsonObject, isJsonObject } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { breakObject, randomNumbers } from "./broken-objects.ts";
import { readArtifacts } from "./conformance/read-artifacts.ts";
import { observeOptions, observeText } from "./observation/observe-text.ts";

const platform = readArtifacts(new URL("../examples/platform/clusters/", import.meta.url).pathname);

test("files that are cut anywhere are observed as far as they go, or not read", () => {
  const seen = { read: 0, refused: 0, clusters: 0 };
  for (const { path, text } of platform) {
    for (let length = 0; length < text.length; length += 61) {
      const observation = observeText(text.slice(0, length), path);
      seen[observation.ok ? "read" : "refused"] += 1;
      seen.clusters += observation.ok ? observation.value.clusters.length : 0;
    }
  }
  expect(seen.read).toBeGreaterThan(100);
  expect(seen.refused).toBeGreaterThan(10);
  expect(seen.clusters).toBeGreaterThan(100);
});

/** Objects of all examples and of the platform. */
function samples(folder: string): readonly JsonObject[] {
  const files = [...platform, ...readArtifacts(folder)];
  return files
    .filter(({ path }) => extname(path) === ".yaml")
    .flatMap(({ path, text }) => {
      const read = readYaml(text, { file: path, traps: "warning" });
      return read.ok ? read.value.map(({ value }) => value).filter(isJsonObject) : [];
    });
}

test("no broken objects of all providers break an observation", (context) => {
  const objects = samples(requireUpstream(context, "examples"));
  expect(objects.length).toBeGreaterThan(150);
  const random = randomNumbers(20_261_121);
  const faults = new Map<string, number>();
  let clusters = 0;
  for (let run = 0; run < 10_000; run += 1) {
    const chosen = Array.from({ length: 6 }, () => objects[random(objects.length)]);
    const broken = chosen.flatMap((object) =>
      object === undefined ? [] : [breakObject(object, random)?.object ?? object],
    );
    try {
      const documents = broken.map((value) => ({ value }));
      clusters += observeClusters(documents, observeOptions).clusters.length;
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      faults.set(message.split("\n").slice(0, 3).join(" "), run);
    }
  }
  expect([...faults].slice(0, 10)).toEqual([]);
  expect(clusters).toBeGreaterThan(5_000);
});
