import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { widget } from "./widgets.ts";

/** A command line of `lint` that cannot be done as it is asked, and what is said. */
export interface BadManifests {
  readonly name: string;
  readonly argv: readonly string[];
  /** Beside `crds/widgets.yaml`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly arrange?: (folder: string) => void;
  /** Findings as `file:line:column CODE`, or the code alone. */
  readonly expected: readonly string[];
  readonly exitCode?: number;
}

const good = widget("a", "size: 3");
const crds = ["--crds", "crds"];

export const badPaths: readonly BadManifests[] = [
  {
    name: "a path that is missing",
    argv: ["manifest", ...crds],
    files: { "manifests/a.yaml": good },
    expected: ["manifest:1:1 FILE_MISSING"],
  },
  {
    name: "several paths that are missing, beside one that is there",
    argv: ["x.yaml", "m", "y/z.yaml", ...crds],
    files: { "m/a.yaml": good },
    expected: ["x.yaml:1:1 FILE_MISSING", "y/z.yaml:1:1 FILE_MISSING"],
  },
  {
    name: "an empty folder",
    argv: ["m", ...crds],
    arrange: (folder) => mkdirSync(join(folder, "m")),
    expected: ["m:1:1 FOLDER_WITHOUT_FILES"],
  },
  {
    name: "a folder without manifests",
    argv: ["m", ...crds],
    files: { "m/readme.md": "text\n", "m/.hidden.yaml": good },
    expected: ["m:1:1 FOLDER_WITHOUT_FILES"],
  },
  {
    name: "a link out of the folder",
    argv: ["m", ...crds],
    files: { "m/a.yaml": good, "out.yaml": good },
    arrange: (folder) => symlinkSync("../out.yaml", join(folder, "m/link.yaml")),
    expected: ["m/link.yaml:1:1 FILE_LINK_OUTSIDE"],
  },
  {
    name: "standard input without anything",
    argv: ["-", ...crds],
    expected: ["<stdin>:1:1 FILE_EMPTY"],
  },
  {
    name: "a name that steers a terminal",
    argv: ["m", ...crds],
    files: { "m/\u001B[31m\u202Egnp.yaml": widget("a", "size: 12") },
    expected: ["m/\u001B[31m\u202Egnp.yaml:6:9 ADMISSION_VALUE"],
  },
];

export const badTexts: readonly BadManifests[] = [
  {
    name: "several files that are broken, beside one that is not",
    argv: ["m", ...crds],
    files: {
      "m/a.yaml": "a: [1\n",
      "m/b.json": '{"a": 1,}',
      "m/c.yaml": widget("c", "size: 12"),
      "m/d.yaml": "a: 1\na: 2\n",
    },
    expected: [
      "m/a.yaml:1:4 READ_UNCLOSED",
      "m/b.json:1:9 READ_SYNTAX",
      "m/c.yaml:6:9 ADMISSION_VALUE",
      "m/d.yaml:2:1 READ_DUPLICATE_KEY",
    ],
  },
  {
    name: "a file that is too large",
    argv: ["m", ...crds],
    arrange: (folder) => {
      mkdirSync(join(folder, "m"));
      writeFileSync(join(folder, "m/a.yaml"), `a: ${"x".repeat(10 * 1024 * 1024)}\n`);
    },
    expected: ["m/a.yaml:1:1 FILE_TOO_LARGE"],
  },
  {
    name: "maps in maps without end",
    argv: ["-", ...crds],
    stdin: `a: ${"{a: ".repeat(500)}1${"}".repeat(500)}\n`,
    expected: ["<stdin>:1:400 READ_TOO_DEEP"],
  },
  {
    name: "bytes that are no UTF-8",
    argv: ["m", ...crds],
    arrange: (folder) => {
      mkdirSync(join(folder, "m"));
      writeFileSync(join(folder, "m/a.yaml"), Uint8Array.of(0x61, 0x3a, 0x20, 0xff, 0x0a));
    },
    expected: ["m/a.yaml:1:4 READ_ENCODING"],
  },
  {
    name: "documents that are no objects",
    argv: ["-", ...crds],
    stdin: `size: 3\n---\n- a\n---\n${good}`,
    expected: ["<stdin>:1:1 LINT_OTHER_DOCUMENT", "<stdin>:3:1 LINT_OTHER_DOCUMENT"],
    exitCode: 0,
  },
  {
    name: "two objects of one name",
    argv: ["m", ...crds],
    files: { "m/a.yaml": good, "m/b.yaml": good },
    expected: ["m/b.yaml:4:9 LINT_DUPLICATE_OBJECT"],
    exitCode: 0,
  },
  {
    name: "a name of an object that steers a terminal",
    argv: ["-", ...crds],
    stdin: widget('"a\\u001b[31m"', "size: 3"),
    expected: ["<stdin>:4:9 ADMISSION_METADATA"],
  },
  {
    name: "a kind that is misspelt",
    argv: ["-", ...crds],
    stdin: `${good.replace("Widget", "Widgets")}---\n${good}`,
    expected: ["<stdin>:2:7 LINT_KIND_UNKNOWN"],
    exitCode: 0,
  },
];

export const badOptions: readonly BadManifests[] = [
  {
    name: "the name of a file that is empty",
    argv: ["", ...crds],
    expected: ["CLI_USAGE"],
    exitCode: 2,
  },
  {
    name: "definitions from standard input",
    argv: ["m", "--crds", "-"],
    files: { "m/a.yaml": good },
    expected: ["CLI_USAGE"],
    exitCode: 2,
  },
  {
    name: "definitions that are missing",
    argv: ["m", "--crds", "crd", "--crds", "crds", "--crds", "none.yaml"],
    files: { "m/a.yaml": good },
    expected: ["crd:1:1 FILE_MISSING", "none.yaml:1:1 FILE_MISSING"],
  },
  {
    name: "definitions that are none",
    argv: ["m", "--crds", "m"],
    files: { "m/a.yaml": good },
    expected: ["CLI_DEFINITIONS_UNUSED"],
    exitCode: 0,
  },
  {
    name: "a version without a component",
    argv: ["m", "--target-version", "1.24.1"],
    expected: ["CLI_USAGE"],
    exitCode: 2,
  },
  {
    name: "a version of a component that nobody knows",
    argv: ["m", "--target-version", "capx=1.24.1"],
    expected: ["CLI_USAGE"],
    exitCode: 2,
  },
  {
    name: "a version that is none",
    argv: ["m", "--target-version", "capz=latest"],
    expected: ["CLI_USAGE"],
    exitCode: 2,
  },
  {
    name: "two versions of one component",
    argv: ["m", "--target-version", "capz=1.24.1,capz=1.23.0"],
    expected: ["CLI_USAGE"],
    exitCode: 2,
  },
  {
    name: "standard input twice",
    argv: ["-", "--against", "-"],
    expected: ["CLI_USAGE"],
    exitCode: 2,
  },
  {
    name: "an option without its value",
    argv: ["m", "--crds", "--strict"],
    expected: ["CLI_USAGE"],
    exitCode: 2,
  },
  {
    name: "variables that are no texts",
    argv: ["m", "--variables", "values.yaml"],
    files: { "m/a.yaml": good, "values.yaml": "A: [1]\nB: b\nC:\n" },
    expected: ["values.yaml:1:4 CLI_VARIABLES_FORM", "values.yaml:3:3 CLI_VARIABLES_FORM"],
  },
  {
    name: "variables that are no map",
    argv: ["m", "--variables", "values.yaml"],
    files: { "m/a.yaml": good, "values.yaml": "- A\n" },
    expected: ["values.yaml:1:1 CLI_VARIABLES_FORM"],
  },
  {
    name: "variables that are missing",
    argv: ["m", "--variables", "values.yml"],
    files: { "m/a.yaml": good, "values.yaml": "A: a\n" },
    expected: ["values.yml:1:1 FILE_MISSING"],
  },
];
