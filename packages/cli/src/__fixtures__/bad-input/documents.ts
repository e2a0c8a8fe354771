import { type BadInput, goodSpec, spec } from "./bad-input.ts";

/** Streams with the wrong number of documents, and documents of another shape. */
export const documents: readonly BadInput[] = [
  { name: "only comments", spec: "# a spec\n# comes later\n", expected: ["1:1 READ_EMPTY"] },
  { name: "only blanks", spec: "   \n\n", expected: ["1:1 READ_EMPTY"] },
  { name: "only document markers", spec: "---\n---\n", expected: ["1:1 READ_EMPTY"] },
  {
    name: "two good documents",
    spec: `${goodSpec}---\n${goodSpec}`,
    expected: ["19:1 READ_SEVERAL_DOCUMENTS"],
  },
  {
    name: "a second document that is broken",
    spec: `${goodSpec}---\nkey: "open\n`,
    expected: ["19:6 READ_UNCLOSED"],
  },
  {
    name: "1,001 documents",
    spec: "--- a\n".repeat(1001),
    expected: ["1001:1 READ_TOO_MANY_DOCUMENTS"],
  },
  { name: "a text", spec: "imagewright\n", expected: ["1:1 SCHEMA_WRONG_TYPE"] },
  { name: "a number", spec: "42\n", expected: ["1:1 SCHEMA_WRONG_TYPE"] },
  {
    name: "a list",
    spec: "- apiVersion: imagewright/v1alpha1\n",
    expected: ["1:1 SCHEMA_WRONG_TYPE"],
  },
  { name: "null", spec: "null\n", expected: ["1:1 SCHEMA_WRONG_TYPE"] },
  {
    name: "an empty map",
    spec: "{}\n",
    expected: ["1:1 SCHEMA_MISSING_KEY", "1:1 SCHEMA_MISSING_KEY", "1:1 SCHEMA_MISSING_KEY"],
  },
  {
    name: "another apiVersion",
    spec: spec("v1alpha1", "v1"),
    expected: ["1:13 SCHEMA_NOT_ALLOWED"],
  },
  {
    name: "no apiVersion",
    spec: spec("apiVersion: imagewright/v1alpha1\n", ""),
    expected: ["1:1 SCHEMA_MISSING_KEY"],
  },
  {
    name: "a misspelt kind",
    spec: spec("kind: ImageSpec", "kind: ImageSpek"),
    expected: ["2:7 SCHEMA_NOT_ALLOWED"],
  },
  {
    name: "a catalog in place of the spec",
    spec: "apiVersion: imagewright/v1alpha1\nkind: ImageCatalog\nimages: []\n",
    expected: ["2:7 SCHEMA_NOT_ALLOWED", "3:9 SCHEMA_OUT_OF_RANGE"],
  },
  {
    name: "a Kubernetes manifest",
    spec: "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata: { a: b }\n",
    expected: [
      "1:1 SCHEMA_MISSING_KEY",
      "1:13 SCHEMA_NOT_ALLOWED",
      "2:7 SCHEMA_NOT_ALLOWED",
      "3:1 SCHEMA_UNKNOWN_KEY",
      "4:1 SCHEMA_UNKNOWN_KEY",
    ],
  },
  {
    name: "a key in the wrong case",
    spec: spec("images:", "Images:"),
    expected: ["1:1 SCHEMA_MISSING_KEY", "3:1 SCHEMA_UNKNOWN_KEY", "14:12 SPEC_IMAGE_UNKNOWN"],
  },
  {
    name: "a key of the prototype",
    spec: `${goodSpec}__proto__: { polluted: true }\nconstructor: 1\n`,
    expected: ["18:1 SCHEMA_UNKNOWN_KEY", "19:1 SCHEMA_UNKNOWN_KEY"],
  },
  {
    name: "no images",
    spec: "apiVersion: imagewright/v1alpha1\nkind: ImageSpec\nimages: []\n",
    expected: ["3:9 SCHEMA_OUT_OF_RANGE"],
  },
  {
    name: "images as a map",
    spec: spec("images:\n  - name: ubuntu", "images:\n    name: ubuntu"),
    expected: ["4:5 SCHEMA_WRONG_TYPE", "14:12 SPEC_IMAGE_UNKNOWN"],
  },
  {
    name: "targets as a text",
    spec: `${goodSpec.slice(0, goodSpec.indexOf("targets:"))}targets: all\n`,
    expected: ["11:10 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "targets that are no maps",
    spec: `${goodSpec.slice(0, goodSpec.indexOf("targets:"))}targets: [1, null, [x]]\n`,
    expected: ["11:11 SCHEMA_WRONG_TYPE", "11:14 SCHEMA_WRONG_TYPE", "11:20 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "a web page",
    spec: "<!DOCTYPE html>\n<html><body>404: Not Found</body></html>\n",
    expected: ["1:1 READ_MISSING_COLON"],
  },
];
