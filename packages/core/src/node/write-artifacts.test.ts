import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { naughtyStrings } from "@imagewright/testkit";
import { expect, test } from "vitest";

import type { Artifact } from "../artifact.ts";
import { snapshotFolder, temporaryFolder } from "./__fixtures__/temporary-folder.ts";
import { writeArtifacts } from "./write-artifacts.ts";

function artifact(path: string, text = `content of ${path}\n`): Artifact {
  return { path, mediaType: "text/plain", text };
}

test("files are created in folders, and results say where and how large", async () => {
  const root = join(temporaryFolder(), "new/out");
  const results = await writeArtifacts(root, [artifact("a.txt", "ü\n"), artifact("b/c/d.txt")]);
  expect(results).toEqual([
    { path: "a.txt", file: join(root, "a.txt"), bytes: 3, status: "created" },
    { path: "b/c/d.txt", file: join(root, "b/c/d.txt"), bytes: 21, status: "created" },
  ]);
  expect(snapshotFolder(root)).toEqual({
    "a.txt": "ü\n",
    b: null,
    "b/c": null,
    "b/c/d.txt": "content of b/c/d.txt\n",
  });
});

test("a second run changes nothing; a changed text changes its file only", async () => {
  const root = temporaryFolder();
  await writeArtifacts(root, [artifact("a"), artifact("b")]);
  const before = ["a", "b"].map((name) => statSync(join(root, name)).ino);
  const again = await writeArtifacts(root, [artifact("a"), artifact("b", "other")]);
  expect(again.map(({ status }) => status)).toEqual(["unchanged", "changed"]);
  const after = ["a", "b"].map((name) => statSync(join(root, name)).ino);
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
  expect(snapshotFolder(root)).toEqual({ a: "content of a\n", b: "other" });
});

test("a text of the same size that differs is a change", async () => {
  const root = temporaryFolder();
  await writeArtifacts(root, [artifact("a", "1")]);
  const [result] = await writeArtifacts(root, [artifact("a", "2")]);
  expect(result?.status).toBe("changed");
  expect(snapshotFolder(root)).toEqual({ a: "2" });
});

test("other files in the folder are left alone", async () => {
  const root = temporaryFolder();
  writeFileSync(join(root, "mine"), "kept");
  await writeArtifacts(root, [artifact("a", "1")]);
  expect(snapshotFolder(root)).toEqual({ a: "1", mine: "kept" });
});

test("a dry run reports the same and writes nothing, not even the root", async () => {
  const root = temporaryFolder();
  await writeArtifacts(root, [artifact("same"), artifact("old")]);
  const before = snapshotFolder(root);
  const wanted = [artifact("same"), artifact("old", "new"), artifact("x/y")];
  const dry = await writeArtifacts(root, wanted, { dryRun: true });
  expect(dry.map(({ status }) => status)).toEqual(["unchanged", "changed", "created"]);
  expect(snapshotFolder(root)).toEqual(before);
  expect(await writeArtifacts(root, wanted)).toEqual(dry);
  const absent = join(root, "absent/deep");
  await writeArtifacts(absent, wanted, { dryRun: true });
  expect(existsSync(join(root, "absent"))).toBe(false);
});

test("shell scripts are executable, everything else is not", async () => {
  const root = temporaryFolder();
  const umask = process.umask(0o022);
  await writeArtifacts(root, [
    { path: "a.sh", mediaType: "text/x-shellscript", text: "#!/bin/sh\n" },
    { path: "b.sh", mediaType: "application/x-sh; charset=utf-8", text: "#!/bin/sh\n" },
    { path: "c.yaml", mediaType: "application/yaml", text: "a: 1\n" },
    { path: "d.json", mediaType: "application/shell+json", text: "{}\n" },
  ]);
  process.umask(umask);
  const modes = ["a.sh", "b.sh", "c.yaml", "d.json"].map(
    (name) => statSync(join(root, name)).mode & 0o777,
  );
  expect(modes).toEqual([0o755, 0o755, 0o644, 0o644]);
});

test("a script that lost its executable bit gets it back", async () => {
  const root = temporaryFolder();
  const script = { path: "a.sh", mediaType: "text/x-shellscript", text: "#!/bin/sh\n" };
  await writeArtifacts(root, [script]);
  chmodSync(join(root, "a.sh"), 0o600);
  const [result] = await writeArtifacts(root, [script]);
  expect(result?.status).toBe("changed");
  expect(statSync(join(root, "a.sh")).mode & 0o111).not.toBe(0);
});

test("every naughty text arrives byte for byte", async () => {
  const root = temporaryFolder();
  const wanted = naughtyStrings.map((text, index) => artifact(`naughty/${index}`, text));
  await writeArtifacts(root, wanted);
  const altered = wanted.filter(
    ({ path, text }) => !readFileSync(join(root, path)).equals(Buffer.from(text, "utf8")),
  );
  expect(altered).toEqual([]);
});

test("one bad path refuses the whole set, with every problem and nothing written", async () => {
  const root = join(temporaryFolder(), "out");
  const set = [artifact("good"), artifact("../evil"), artifact("GOOD"), artifact("good/x")];
  await expect(writeArtifacts(root, set)).rejects.toMatchObject({
    code: "WRITE_REFUSED",
    message: expect.stringMatching(/^the path "\.\.\/evil" .*, and 2 more; nothing was written$/u),
    details: {
      path: "../evil",
      changed: [],
      diagnostics: [
        { code: "WRITE_PATH_INVALID", pointer: "/1/path" },
        { code: "WRITE_PATH_DUPLICATE", pointer: "/2/path" },
        { code: "WRITE_PATH_CONFLICT", pointer: "/3/path" },
      ],
    },
  });
  expect(existsSync(root)).toBe(false);
});

/** What is planted in `out` (or beside it) before `a/b.txt` and `c.txt` are written. */
const obstacles: readonly {
  readonly name: string;
  readonly code: string;
  readonly found: string;
  readonly plant: (out: string, outside: string) => void;
}[] = [
  {
    name: "a link in the place of a file, to a file outside",
    code: "WRITE_LINK",
    found: "a symbolic link",
    plant(out, outside) {
      mkdirSync(join(out, "a"));
      symlinkSync(join(outside, "victim"), join(out, "a/b.txt"));
    },
  },
  {
    name: "a link in the place of a file, to a file inside",
    code: "WRITE_LINK",
    found: "a symbolic link",
    plant(out) {
      mkdirSync(join(out, "a"));
      writeFileSync(join(out, "real"), "");
      symlinkSync("../real", join(out, "a/b.txt"));
    },
  },
  {
    name: "a dangling link in the place of a file",
    code: "WRITE_LINK",
    found: "a symbolic link",
    plant(out, outside) {
      mkdirSync(join(out, "a"));
      symlinkSync(join(outside, "not-yet"), join(out, "a/b.txt"));
    },
  },
  {
    name: "a link in the place of a folder, leading outside",
    code: "WRITE_LINK",
    found: "a symbolic link",
    plant(out, outside) {
      symlinkSync(outside, join(out, "a"));
    },
  },
  {
    name: "a link in the place of a folder, leading to a neighbour whose name begins alike",
    code: "WRITE_LINK",
    found: "a symbolic link",
    plant(out) {
      mkdirSync(`${out}-evil`);
      symlinkSync(`${out}-evil`, join(out, "a"));
    },
  },
  {
    name: "a link in the place of a folder, leading to itself",
    code: "WRITE_LINK",
    found: "a symbolic link",
    plant(out) {
      symlinkSync("a", join(out, "a"));
    },
  },
  {
    name: "a folder in the place of a file",
    code: "WRITE_IN_THE_WAY",
    found: "a folder",
    plant(out) {
      mkdirSync(join(out, "a/b.txt"), { recursive: true });
    },
  },
  {
    name: "a file in the place of a folder",
    code: "WRITE_IN_THE_WAY",
    found: "a file",
    plant(out) {
      writeFileSync(join(out, "a"), "");
    },
  },
  {
    name: "a pipe in the place of a file",
    code: "WRITE_IN_THE_WAY",
    found: "no regular file",
    plant(out) {
      mkdirSync(join(out, "a"));
      execFileSync("mkfifo", [join(out, "a/b.txt")]);
    },
  },
];

test.for(obstacles)("$name is refused: $code", async ({ code, found, plant }) => {
  const parent = temporaryFolder();
  const [out, outside] = [join(parent, "out"), join(parent, "outside")];
  mkdirSync(out);
  mkdirSync(outside);
  writeFileSync(join(outside, "victim"), "untouched");
  plant(out, outside);
  const before = snapshotFolder(parent);
  await expect(writeArtifacts(out, [artifact("c.txt"), artifact("a/b.txt")])).rejects.toMatchObject(
    {
      code: "WRITE_REFUSED",
      details: { path: "a/b.txt", changed: [], diagnostics: [{ code, found }] },
    },
  );
  expect(snapshotFolder(parent)).toEqual(before);
});

test("the root itself may be a link, and is resolved once", async () => {
  const parent = temporaryFolder();
  mkdirSync(join(parent, "real"));
  symlinkSync("real", join(parent, "link"));
  const [result] = await writeArtifacts(join(parent, "link"), [artifact("a/b")]);
  expect(result?.file).toBe(join(parent, "real/a/b"));
  expect(readFileSync(join(parent, "real/a/b"), "utf8")).toBe("content of a/b\n");
});

test("a new folder below a linked folder is a good root", async () => {
  const parent = temporaryFolder();
  mkdirSync(join(parent, "real"));
  symlinkSync("real", join(parent, "link"));
  await writeArtifacts(join(parent, "link/x/y"), [artifact("a")]);
  expect(existsSync(join(parent, "real/x/y/a"))).toBe(true);
});

test.for<[name: string, plant: (root: string) => void, message: string]>([
  ["a link that leads nowhere", (root) => symlinkSync("nowhere", root), "(ENOENT)"],
  ["a link to itself", (root) => symlinkSync("out", root), "(ELOOP)"],
  ["a file", (root) => writeFileSync(root, ""), "is a file"],
])("a root that is %s is refused", async ([, plant, message]) => {
  const root = join(temporaryFolder(), "out");
  plant(root);
  await expect(writeArtifacts(root, [artifact("a")])).rejects.toMatchObject({
    code: "WRITE_REFUSED",
    message: expect.stringContaining(message),
  });
});

test("a name that is too long for the system is refused before anything is written", async () => {
  const root = temporaryFolder();
  const deep = join(root, ...Array.from({ length: 35 }, () => "d".repeat(120)));
  await expect(writeArtifacts(deep, [artifact("a")])).rejects.toMatchObject({
    code: "WRITE_REFUSED",
    details: { diagnostics: [{ code: "WRITE_FAILED", found: "ENAMETOOLONG" }] },
  });
  expect(snapshotFolder(root)).toEqual({});
});

test("a root that the system never makes is refused, and does not keep Node busy for ever", async () => {
  const parent = existsSync("/proc/self") ? "/proc" : "/dev/null";
  await expect(writeArtifacts(`${parent}/imagewright/out`, [artifact("a")])).rejects.toMatchObject({
    code: "WRITE_REFUSED",
    details: { changed: [], diagnostics: [{ code: "WRITE_FAILED" }] },
  });
});

test("an empty set writes nothing", async () => {
  const root = join(temporaryFolder(), "out");
  expect(await writeArtifacts(root, [])).toEqual([]);
  expect(existsSync(root)).toBe(false);
});

test("two runs at once leave whole files of one of them and no temporaries", async () => {
  const root = temporaryFolder();
  const sets = ["one", "two"].map((text) =>
    Array.from({ length: 20 }, (_, index) => artifact(`f/${index}`, text.repeat(5000))),
  );
  await Promise.all(sets.map((set) => writeArtifacts(root, set)));
  const { f: _, ...files } = snapshotFolder(root);
  expect(Object.keys(files)).toHaveLength(20);
  const whole = new Set(["one".repeat(5000), "two".repeat(5000)]);
  expect(Object.values(files).every((text) => whole.has(text ?? ""))).toBe(true);
});
