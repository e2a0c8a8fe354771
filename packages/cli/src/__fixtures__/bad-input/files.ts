import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type BadInput, goodSpec } from "./bad-input.ts";

const tooLarge = 10 * 1024 * 1024 + 1;

/** Files that cannot be read or written, whatever they hold. */
export const files: readonly BadInput[] = [
  {
    name: "a missing file",
    args: ["specs.yaml", "-c", "catalog.yaml", "-o", "out"],
    expected: ["specs.yaml:1:1 FILE_MISSING"],
  },
  {
    name: "a missing folder",
    args: ["images/spec.yaml", "-c", "catalog.yaml", "-o", "out"],
    expected: ["images/spec.yaml:1:1 FILE_MISSING"],
  },
  {
    name: "a file in place of a folder",
    args: ["catalog.yaml/spec.yaml", "-c", "catalog.yaml", "-o", "out"],
    expected: ["catalog.yaml/spec.yaml:1:1 FILE_IS_NO_FOLDER"],
  },
  {
    name: "a folder in place of a file",
    args: [".", "-c", "catalog.yaml", "-o", "out"],
    expected: [".:1:1 FILE_IS_FOLDER"],
  },
  { name: "an empty file", spec: "", expected: ["1:1 FILE_EMPTY"] },
  {
    name: "a link that leads nowhere",
    args: ["link.yaml", "-c", "catalog.yaml", "-o", "out"],
    arrange: (folder) => symlinkSync("nowhere", join(folder, "link.yaml")),
    expected: ["link.yaml:1:1 FILE_MISSING"],
  },
  {
    name: "a link to itself",
    args: ["link.yaml", "-c", "catalog.yaml", "-o", "out"],
    arrange: (folder) => symlinkSync("link.yaml", join(folder, "link.yaml")),
    expected: ["link.yaml:1:1 FILE_UNREADABLE"],
  },
  {
    name: "one byte more than 10 MiB",
    arrange: (folder) => writeFileSync(join(folder, "spec.yaml"), goodSpec.padEnd(tooLarge, "#")),
    expected: ["1:1 FILE_TOO_LARGE"],
  },
  {
    name: "two inputs from standard input",
    args: ["-", "--catalog", "-", "--out", "out"],
    exitCode: 2,
    expected: ["CLI_USAGE"],
  },
  {
    name: "an empty standard input",
    args: ["-", "-c", "catalog.yaml", "-o", "out"],
    expected: ["<stdin>:1:1 FILE_EMPTY"],
  },
  {
    name: "an output folder that is a file",
    args: ["spec.yaml", "-c", "catalog.yaml", "-o", "catalog.yaml"],
    expected: ["WRITE_IN_THE_WAY", "WRITE_IN_THE_WAY"],
  },
  {
    name: "a link in the output folder",
    arrange: (folder) => symlinkSync("/", join(folder, "out/shelf")),
    expected: ["WRITE_LINK", "WRITE_LINK"],
  },
  {
    name: "a link in place of an artifact",
    arrange: (folder) => {
      mkdirSync(join(folder, "out/shelf"));
      symlinkSync("../keep.txt", join(folder, "out/shelf/image.json"));
    },
    expected: ["WRITE_LINK"],
  },
  {
    name: "a folder in place of an artifact",
    arrange: (folder) => mkdirSync(join(folder, "out/shelf/image.json"), { recursive: true }),
    expected: ["WRITE_IN_THE_WAY"],
  },
  {
    name: "a file in place of a target's folder",
    arrange: (folder) => writeFileSync(join(folder, "out/shelf"), "mine"),
    expected: ["WRITE_IN_THE_WAY", "WRITE_IN_THE_WAY"],
  },
];

/** Those that mean nothing to a superuser, who may read and write everything. */
export const permissions: readonly BadInput[] = [
  {
    name: "a file that may not be read",
    arrange: (folder) => chmodSync(join(folder, "spec.yaml"), 0),
    expected: ["1:1 FILE_DENIED"],
  },
  {
    name: "an output folder that may not be written",
    arrange: (folder) => chmodSync(join(folder, "out"), 0o555),
    expected: ["WRITE_FAILED"],
  },
];
