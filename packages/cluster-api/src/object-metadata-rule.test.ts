import type { JsonObject } from "@imagewright/core";
import { expect, test } from "vitest";

import { checkObjectMetadata } from "./object-metadata-rule.ts";

const long = (length: number): string => "a".repeat(length);

test.for<[string, JsonObject, readonly string[]]>([
  ["nothing", {}, []],
  ["a label", { labels: { team: "a", "example.com/Role_1.x": "A-b_c.9" } }, []],
  ["a label without a value", { labels: { team: "" } }, []],
  ["a blank at the end", { labels: { team: "A " } }, ["CAPI_LABEL /at/labels/team"]],
  ["a longest value", { labels: { team: long(63) } }, []],
  ["a longer value", { labels: { team: long(64) } }, ["CAPI_LABEL /at/labels/team"]],
  ["a longest key", { labels: { [`${long(253)}/${long(63)}`]: "a" } }, []],
  [
    "keys that are none",
    { labels: { "": "a", "a/": "a", "/a": "a", "A/a": "a", "a/b/c": "a", "-a": "a" } },
    ["", "a~1", "~1a", "A~1a", "a~1b~1c", "-a"].map((key) => `CAPI_LABEL /at/labels/${key}`),
  ],
  ["labels of machines", { machineLabels: { a: "b c" } }, ["CAPI_LABEL /at/machineLabels/a"]],
  ["an annotation", { annotations: { "Example.com/Note": "any text: at all\n" } }, []],
  [
    "an annotation whose key is none",
    { annotations: { "a b": "" }, machineAnnotations: { ä: "" } },
    ["CAPI_ANNOTATION /at/annotations/a b", "CAPI_ANNOTATION /at/machineAnnotations/ä"],
  ],
  ["annotations that just fit", { annotations: { note: long(262_140) } }, []],
  [
    "annotations that are too large, in bytes",
    { annotations: { note: `${long(262_139)}ä` } },
    ["CAPI_ANNOTATION /at/annotations"],
  ],
])("%s", ([, entry, expected]) => {
  const found = checkObjectMetadata(entry, "/at");
  expect(found.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(expected);
});
