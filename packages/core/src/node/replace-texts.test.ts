import {
  chmodSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { rename } from "node:fs/promises";
import type * as fileSystem from "node:fs/promises";
import { join } from "node:path";

import { beforeEach, expect, test, vi } from "vitest";

import { snapshotFolder, temporaryFolder } from "./__fixtures__/temporary-folder.ts";
import { replaceTexts, type TextReplacement } from "./replace-texts.ts";

vi.mock(import("node:fs/promises"), async (importOriginal) => {
  const actual = await importOriginal();
  return { ...actual, rename: vi.fn<typeof actual.rename>(actual.rename) };
});

const original = await vi.importActual<typeof fileSystem>("node:fs/promises");

beforeEach(() => {
  vi.mocked(rename).mockImplementation(original.rename);
});

/** Runs an action just before files are moved for the n-th time. */
function beforeMove(action: (count: number) => void): void {
  let moved = 0;
  vi.mocked(rename).mockImplementation(async (from, to) => {
    moved += 1;
    action(moved);
    await original.rename(from, to);
  });
}

function folderOf(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  mkdirSync(join(root, "sub dir"));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(root, name), text);
  }
  return root;
}

const old = { a: "a\n", b: "b\n", "sub dir/ü c.yaml": "\uFEFFc\r\n" };

function editOf(file: keyof typeof old, after = `new ${old[file]}`): TextReplacement {
  return { file, before: old[file], after };
}

const edits = [editOf("a"), editOf("b"), editOf("sub dir/ü c.yaml", "\uFEFFd\r\n")];
const done = { a: "new a\n", b: "new b\n", "sub dir": null, "sub dir/ü c.yaml": "\uFEFFd\r\n" };
const untouched = { ...old, "sub dir": null };

function refusal(codes: readonly string[]): object {
  return {
    code: "WRITE_REFUSED",
    message: expect.stringMatching(/; nothing was written$/u),
    details: { changed: [], diagnostics: codes.map((code) => ({ code })) },
  };
}

test("files are replaced together, and a second time nothing is", async () => {
  const root = folderOf(old);
  const results = await replaceTexts(root, edits);
  expect(results.map(({ status }) => status)).toEqual(["changed", "changed", "changed"]);
  expect(results[2]?.file).toBe("sub dir/ü c.yaml");
  expect(snapshotFolder(root)).toEqual(done);
  const inode = statSync(join(root, "a")).ino;
  const again = await replaceTexts(root, edits);
  expect(again.map(({ status }) => status)).toEqual(["unchanged", "unchanged", "unchanged"]);
  expect(statSync(join(root, "a")).ino).toBe(inode);
});

test("a file keeps its mode, whatever the process makes files with", async () => {
  const root = folderOf(old);
  chmodSync(join(root, "a"), 0o600);
  chmodSync(join(root, "b"), 0o777);
  await replaceTexts(root, edits);
  expect(statSync(join(root, "a")).mode & 0o7777).toBe(0o600);
  expect(statSync(join(root, "b")).mode & 0o7777).toBe(0o777);
});

test("a dry run says the same, and changes nothing", async () => {
  const root = folderOf(old);
  const dry = await replaceTexts(root, edits, { dryRun: true });
  expect(snapshotFolder(root)).toEqual(untouched);
  expect(await replaceTexts(root, edits)).toEqual(dry);
});

test("files are named from the folder, or by whole paths, through a link to the folder too", async () => {
  const root = folderOf(old);
  const link = join(temporaryFolder(), "link");
  symlinkSync(root, link);
  await replaceTexts(link, [
    { ...editOf("a"), file: join(link, "a") },
    { ...editOf("b"), file: "./sub dir/../b" },
  ]);
  expect(snapshotFolder(root)).toMatchObject({ a: "new a\n", b: "new b\n" });
});

test("every file that has changed or is gone is named, and none is written", async () => {
  const root = folderOf({ ...old, a: "other\n" });
  unlinkSync(join(root, "b"));
  await expect(replaceTexts(root, edits)).rejects.toMatchObject(
    refusal(["WRITE_STALE", "WRITE_STALE"]),
  );
  expect(snapshotFolder(root)).toMatchObject({
    a: "other\n",
    "sub dir/ü c.yaml": old["sub dir/ü c.yaml"],
  });
});

test.for<readonly [string, (root: string) => TextReplacement, string]>([
  ["a file outside", () => ({ ...editOf("a"), file: "../a" }), "WRITE_OUTSIDE"],
  [
    "a file of a neighbour",
    (root) => ({ ...editOf("a"), file: `${root}-evil/a` }),
    "WRITE_OUTSIDE",
  ],
  ["the folder itself", () => ({ ...editOf("a"), file: "." }), "WRITE_OUTSIDE"],
  ["a folder", () => ({ ...editOf("a"), file: "sub dir" }), "WRITE_IN_THE_WAY"],
  ["a file below a file", () => ({ ...editOf("a"), file: "a/b" }), "WRITE_IN_THE_WAY"],
  ["half a character", () => editOf("a", "\uD800"), "WRITE_TEXT_INVALID"],
  ["a name with NUL", () => ({ ...editOf("a"), file: "a\0" }), "WRITE_FAILED"],
  [
    "a link",
    (root) => {
      symlinkSync(join(root, "a"), join(root, "link"));
      return { ...editOf("a"), file: "link" };
    },
    "WRITE_LINK",
  ],
  [
    "a file below a link",
    (root) => {
      symlinkSync(join(root, "sub dir"), join(root, "link"));
      return { ...editOf("sub dir/ü c.yaml"), file: "link/ü c.yaml" };
    },
    "WRITE_LINK",
  ],
])("%s is refused", async ([, edit, code]) => {
  const root = folderOf(old);
  const wanted = [edit(root), editOf("b")];
  await expect(replaceTexts(root, wanted)).rejects.toMatchObject(refusal([code]));
  expect(snapshotFolder(root)).toMatchObject(old);
});

test("a folder that is not there holds no file to be edited", async () => {
  const root = join(temporaryFolder(), "gone");
  await expect(replaceTexts(root, edits)).rejects.toMatchObject(
    refusal(["WRITE_STALE", "WRITE_STALE", "WRITE_STALE"]),
  );
});

test("one file twice is refused", async () => {
  const root = folderOf(old);
  const wanted = [editOf("a"), { ...editOf("a"), file: "./a" }];
  await expect(replaceTexts(root, wanted)).rejects.toMatchObject(refusal(["WRITE_PATH_DUPLICATE"]));
  expect(snapshotFolder(root)).toEqual(untouched);
});

test("files that were moved are taken back when a later one cannot be", async () => {
  const root = folderOf(old);
  chmodSync(join(root, "a"), 0o640);
  beforeMove((count) => {
    if (count === 3) {
      throw Object.assign(new Error("EACCES"), { code: "EACCES" });
    }
  });
  await expect(replaceTexts(root, edits)).rejects.toMatchObject({
    ...refusal(["WRITE_FAILED"]),
    cause: { code: "EACCES" },
  });
  expect(snapshotFolder(root)).toEqual(untouched);
  expect(statSync(join(root, "a")).mode & 0o777).toBe(0o640);
});

test("what somebody writes while files are replaced is kept", async () => {
  const root = folderOf(old);
  beforeMove((count) => {
    if (count === 1) {
      writeFileSync(join(root, "b"), "mine\n");
    }
  });
  await expect(replaceTexts(root, edits)).rejects.toMatchObject(refusal(["WRITE_STALE"]));
  expect(snapshotFolder(root)).toEqual({ ...untouched, b: "mine\n" });
});

test("what cannot be taken back is named", async () => {
  const root = folderOf(old);
  beforeMove((count) => {
    if (count > 1) {
      throw Object.assign(new Error("EIO"), { code: "EIO" });
    }
  });
  await expect(replaceTexts(root, edits)).rejects.toMatchObject({
    code: "WRITE_REFUSED",
    message:
      "b cannot be written: the disk failed (EIO); written: a; not written: b, sub dir/ü c.yaml",
    details: { changed: ["a"] },
  });
  expect(readFileSync(join(root, "a"), "utf8")).toBe("new a\n");
  expect(snapshotFolder(root)).toEqual({ ...untouched, a: "new a\n" });
});

test("an interruption before the first move changes nothing", async () => {
  const root = folderOf(old);
  const signal = AbortSignal.abort();
  await expect(replaceTexts(root, edits, { signal })).rejects.toMatchObject(
    refusal(["WRITE_INTERRUPTED"]),
  );
  expect(snapshotFolder(root)).toEqual(untouched);
});
