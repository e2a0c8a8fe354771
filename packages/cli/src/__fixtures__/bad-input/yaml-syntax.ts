import { type BadInput, goodSpec, spec } from "./bad-input.ts";

/** Texts that are no YAML, or more YAML than a spec may use. */
export const yamlSyntax: readonly BadInput[] = [
  {
    name: "a key twice in the root",
    spec: `${goodSpec}kind: ImageSpec\n`,
    expected: ["18:1 READ_DUPLICATE_KEY"],
  },
  {
    name: "a key twice in an image",
    spec: spec("    architecture: amd64", "    architecture: amd64\n    architecture: arm64"),
    expected: ["11:5 READ_DUPLICATE_KEY"],
  },
  {
    name: "a key twice in a flow map",
    spec: spec(
      "kubernetes:\n      version: 1.35.8",
      "kubernetes: { version: 1.35.8, version: 1.35.8 }",
    ),
    expected: ["5:36 READ_DUPLICATE_KEY"],
  },
  {
    name: "a bomb of aliases",
    spec: `a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n${goodSpec}`,
    expected: [
      "1:4 READ_ANCHOR",
      "2:4 READ_ANCHOR",
      "2:8 READ_ALIAS",
      "2:12 READ_ALIAS",
      "2:16 READ_ALIAS",
      "3:4 READ_ANCHOR",
      "3:8 READ_ALIAS",
      "3:12 READ_ALIAS",
      "3:16 READ_ALIAS",
    ],
  },
  {
    name: "an anchor without an alias",
    spec: spec("name: ubuntu", "name: &name ubuntu"),
    expected: ["4:11 READ_ANCHOR"],
  },
  {
    name: "an alias without an anchor",
    spec: spec("image: ubuntu", "image: *ubuntu"),
    expected: ["14:12 READ_ALIAS"],
  },
  {
    name: "a merge key",
    spec: spec("    architecture: amd64", "    <<: { architecture: amd64 }"),
    expected: ["10:5 READ_MERGE_KEY"],
  },
  {
    name: "a tab as indentation",
    spec: spec("    shelf: top", "\tshelf: top"),
    expected: ["15:1 READ_TAB"],
  },
  {
    name: "a double quote that is not closed",
    spec: spec('"24.04"', '"24.04'),
    expected: ["9:16 READ_UNCLOSED"],
  },
  {
    name: "a single quote that is not closed",
    spec: spec('"24.04"', "'24.04"),
    expected: ["9:16 READ_UNCLOSED"],
  },
  {
    name: "a bracket that is not closed",
    spec: spec("machines:\n      - name: first", "machines: [{ name: first }"),
    expected: ["16:15 READ_UNCLOSED"],
  },
  {
    name: "a brace that is not closed",
    spec: spec(
      'os:\n      distribution: ubuntu\n      release: "24.04"',
      'os: { distribution: ubuntu, release: "24.04"',
    ),
    expected: ["7:9 READ_UNCLOSED"],
  },
  {
    name: "a line without a colon",
    spec: spec("    shelf: top", "    shelf top"),
    expected: ["15:5 READ_MISSING_COLON"],
  },
  {
    name: "a colon without a space",
    spec: spec("    shelf: top", "    shelf:top"),
    expected: ["15:5 READ_MISSING_COLON"],
  },
  {
    name: "a second colon on a line",
    spec: spec("shelf: top", "shelf: top: left"),
    expected: ["15:12 READ_NESTED_MAPPING"],
  },
  {
    name: "an entry that is not indented like its siblings",
    spec: spec("    image: ubuntu", "   image: ubuntu"),
    expected: ["14:1 READ_INDENT", "15:12 READ_NESTED_MAPPING"],
  },
  {
    name: "an escape that does not exist",
    spec: spec('"24.04"', String.raw`"24\.04"`),
    expected: ["9:19 READ_ESCAPE"],
  },
  {
    name: "a value that starts with @",
    spec: spec("shelf: top", "shelf: @top"),
    expected: ["15:12 READ_PLAIN_START"],
  },
  {
    name: "a value that starts with a percent sign",
    spec: spec("shelf: top", "shelf: %top"),
    expected: ["15:12 READ_PLAIN_START"],
  },
  {
    name: "a value that starts with a backtick",
    spec: spec("shelf: top", "shelf: `top`"),
    expected: ["15:12 READ_PLAIN_START"],
  },
  {
    name: "a tag of a programming language",
    spec: spec("shelf: top", "shelf: !!js/function top"),
    expected: ["15:12 READ_TAG"],
  },
  {
    name: "a tag of its own",
    spec: spec("shelf: top", "shelf: !env SHELF"),
    expected: ["15:12 READ_TAG"],
  },
  {
    name: "a standard tag that changes the type",
    spec: spec("shelf: top", "shelf: !!int 1"),
    expected: ["15:18 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "a directive that chooses YAML 1.1",
    spec: `%YAML 1.1\n---\n${goodSpec}`,
    expected: ["1:1 READ_DIRECTIVE"],
  },
  {
    name: "a directive that declares tags",
    spec: `%TAG ! tag:example.com,2026:\n---\n${goodSpec}`,
    expected: ["1:1 READ_DIRECTIVE"],
  },
  {
    name: "a list as a key",
    spec: spec("    shelf: top", "    ? [shelf]\n    : top"),
    expected: ["15:7 READ_KEY"],
  },
  {
    name: "an empty key",
    spec: spec("    shelf: top", "    : top\n    shelf: top"),
    expected: ["15:1 READ_NULL_KEY"],
  },
  {
    name: "null as a key",
    spec: spec("    shelf: top", "    null: top\n    shelf: top"),
    expected: ["15:5 READ_NULL_KEY"],
  },
  {
    name: "a template that was not rendered",
    spec: spec("shelf: top", "shelf: {{ .Values.shelf }}"),
    expected: ["15:13 READ_KEY"],
  },
  {
    name: "lists that are nested 200 deep",
    spec: spec("machines:\n      - name: first", `machines: ${"[".repeat(200)}${"]".repeat(200)}`),
    expected: ["16:112 READ_TOO_DEEP"],
  },
  {
    name: "a key of 5,000 characters",
    spec: spec("shelf: top", `${"k".repeat(5000)}: top`),
    expected: ["15:5 READ_KEY_TOO_LONG"],
  },
  {
    name: "a conflict marker of Git",
    spec: spec(
      "    shelf: top",
      "<<<<<<< HEAD\n    shelf: top\n=======\n    shelf: bottom\n>>>>>>> other",
    ),
    expected: ["15:1 READ_MISSING_COLON", "17:1 READ_MISSING_COLON", "19:1 READ_MISSING_COLON"],
  },
];
