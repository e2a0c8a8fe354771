import { existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { type FileHandle, open, rename } from "node:fs/promises";
import type * as fileSystem from "node:fs/promises";
import { basename, join } from "node:path";

import { beforeEach, expect, test, vi } from "vitest";

import type { Artifact } from "../artifact.ts";
import { snapshotFolder, temporaryFolder } from "./__fixtures__/temporary-folder.ts";
import { writeArtifacts } from "./write-artifacts.ts";

vi.mock(import("node:fs/promises"), async (importOriginal) => {
  const actual = await importOriginal();
  return {
    ...actual,
    rename: vi.fn<typeof actual.rename>(actual.rename),
    open: vi.fn<typeof actual.open>(actual.open),
  };
});

const original = await vi.importActual<typeof fileSystem>("node:fs/promises");

beforeEach(() => {
  vi.clearAllMocks();
  vi.mocked(rename).mockImplementation(original.rename);
  vi.mocked(open).mockImplementation(original.open);
});

function artifacts(...paths: string[]): Artifact[] {
  return paths.map((path) => ({ path, mediaType: "text/plain", text: `content of ${path}` }));
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Runs an action just before the n-th temporary file is opened. */
function beforeTemporary(count: number, action: () => void): void {
  let opened = 0;
  vi.mocked(open).mockImplementation(async (...parameters): Promise<FileHandle> => {
    if (String(parameters[0]).endsWith(".tmp")) {
      opened += 1;
      if (opened === count) {
        action();
      }
    }
    return await original.open(...parameters);
  });
}

function temporariesOpened(): number {
  return vi.mocked(open).mock.calls.filter(([path]) => String(path).endsWith(".tmp")).length;
}

/** Runs an action just before the n-th file is moved into place. */
function beforeMove(count: number, action: () => void): void {
  let moved = 0;
  vi.mocked(rename).mockImplementation(async (from, to) => {
    moved += 1;
    if (moved === count) {
      action();
    }
    await original.rename(from, to);
  });
}

test("a full disk halfway leaves everything as it was", async () => {
  const root = temporaryFolder();
  writeFileSync(join(root, "a"), "old");
  beforeTemporary(3, () => {
    throw systemError("ENOSPC");
  });
  await expect(writeArtifacts(root, artifacts("a", "x/b", "x/y/c"))).rejects.toMatchObject({
    code: "WRITE_REFUSED",
    message: "x/y/c cannot be written: the disk is full (ENOSPC); nothing was written",
    details: {
      path: "x/y/c",
      changed: [],
      diagnostics: [{ code: "WRITE_FAILED", found: "ENOSPC" }],
    },
    cause: { code: "ENOSPC" },
  });
  expect(snapshotFolder(root)).toEqual({ a: "old" });
});

test("a half-written temporary is removed", async () => {
  const root = join(temporaryFolder(), "out");
  vi.mocked(open).mockImplementation(async (...parameters) => {
    const handle = await original.open(...parameters);
    vi.spyOn(handle, "writeFile").mockImplementation(async () => {
      await handle.write("half");
      throw systemError("EIO");
    });
    return handle;
  });
  await expect(writeArtifacts(root, artifacts("a"))).rejects.toMatchObject({
    message: "a cannot be written: the disk failed (EIO); nothing was written",
  });
  expect(existsSync(root)).toBe(false);
});

test("a move that fails says what was written and what was not, and leaves no temporaries", async () => {
  const root = temporaryFolder();
  writeFileSync(join(root, "c"), "old");
  beforeMove(2, () => mkdirSync(join(root, "b")));
  await expect(writeArtifacts(root, artifacts("a", "b", "c"))).rejects.toMatchObject({
    message: "b cannot be written: it is a folder (EISDIR); written: a; not written: b, c",
    details: { path: "b", changed: ["a"] },
  });
  expect(snapshotFolder(root)).toEqual({ a: "content of a", b: null, c: "old" });
});

test("a folder that becomes a link before its temporary is made is refused", async () => {
  const parent = temporaryFolder();
  const [root, outside] = [join(parent, "out"), join(parent, "outside")];
  mkdirSync(join(root, "x"), { recursive: true });
  mkdirSync(outside);
  beforeTemporary(1, () => {
    renameSync(join(root, "x"), join(root, "was"));
    symlinkSync(outside, join(root, "x"));
  });
  await expect(writeArtifacts(root, artifacts("a", "x/b"))).rejects.toMatchObject({
    details: { path: "x/b", changed: [], diagnostics: [{ code: "WRITE_LINK" }] },
  });
  expect(snapshotFolder(outside)).toEqual({});
  expect(temporariesOpened()).toBe(1);
});

test("a folder that becomes a link while its temporary is made gets no content", async () => {
  const parent = temporaryFolder();
  const [root, outside] = [join(parent, "out"), join(parent, "outside")];
  mkdirSync(join(root, "x"), { recursive: true });
  mkdirSync(outside);
  beforeTemporary(1, () => {
    renameSync(join(root, "x"), join(root, "was"));
    symlinkSync(outside, join(root, "x"));
  });
  await expect(writeArtifacts(root, artifacts("x/b", "x/c"))).rejects.toMatchObject({
    details: { path: "x/b", changed: [], diagnostics: [{ code: "WRITE_LINK" }] },
  });
  expect(snapshotFolder(outside)).toEqual({});
  expect(temporariesOpened()).toBe(1);
});

test("a folder that becomes a link before the move is refused", async () => {
  const parent = temporaryFolder();
  const [root, outside] = [join(parent, "out"), join(parent, "outside")];
  mkdirSync(join(root, "x"), { recursive: true });
  mkdirSync(outside);
  beforeMove(1, () => {
    renameSync(join(root, "x"), join(root, "was"));
    symlinkSync(outside, join(root, "x"));
  });
  await expect(writeArtifacts(root, artifacts("a", "x/b"))).rejects.toMatchObject({
    details: { path: "x/b", changed: ["a"], diagnostics: [{ code: "WRITE_LINK" }] },
  });
  expect(snapshotFolder(outside)).toEqual({});
});

test("a link that is planted where a file is to be is replaced, not followed", async () => {
  const parent = temporaryFolder();
  const root = join(parent, "out");
  mkdirSync(root);
  writeFileSync(join(parent, "victim"), "untouched");
  beforeMove(1, () => symlinkSync(join(parent, "victim"), join(root, "a")));
  await writeArtifacts(root, artifacts("a"));
  expect(snapshotFolder(parent)).toEqual({
    out: null,
    "out/a": "content of a",
    victim: "untouched",
  });
});

test("an interruption before the first move leaves everything as it was", async () => {
  const root = temporaryFolder();
  writeFileSync(join(root, "a"), "old");
  const controller = new AbortController();
  const reason = new Error("Ctrl-C");
  beforeTemporary(2, () => controller.abort(reason));
  await expect(
    writeArtifacts(root, artifacts("a", "x/b", "x/c", "d"), { signal: controller.signal }),
  ).rejects.toMatchObject({
    code: "WRITE_REFUSED",
    message: "writing was interrupted before x/c was in place; nothing was written",
    details: { changed: [], diagnostics: [{ code: "WRITE_INTERRUPTED" }] },
    cause: reason,
  });
  expect(snapshotFolder(root)).toEqual({ a: "old" });
});

test("an interruption while the last temporary is written still stops the set", async () => {
  const root = temporaryFolder();
  const controller = new AbortController();
  beforeTemporary(1, () => controller.abort());
  await expect(
    writeArtifacts(root, artifacts("a"), { signal: controller.signal }),
  ).rejects.toMatchObject({ details: { diagnostics: [{ code: "WRITE_INTERRUPTED" }] } });
  expect(snapshotFolder(root)).toEqual({});
});

test("an interruption after the first move lets the set be finished", async () => {
  const root = temporaryFolder();
  const controller = new AbortController();
  beforeMove(2, () => controller.abort());
  await writeArtifacts(root, artifacts("a", "b", "c"), { signal: controller.signal });
  expect(snapshotFolder(root)).toEqual({
    a: "content of a",
    b: "content of b",
    c: "content of c",
  });
});

test("a signal that was given before writes nothing", async () => {
  const root = join(temporaryFolder(), "out");
  const signal = AbortSignal.abort();
  await expect(writeArtifacts(root, artifacts("a"), { signal })).rejects.toMatchObject({
    code: "WRITE_REFUSED",
  });
  expect(existsSync(root)).toBe(false);
});

test("temporaries are hidden files in the folder of their target", async () => {
  const root = temporaryFolder();
  const seen: string[] = [];
  beforeMove(2, () => seen.push(...Object.keys(snapshotFolder(root))));
  await writeArtifacts(root, artifacts("a", "x/b"));
  expect(seen).toEqual(["a", "x", expect.stringMatching(/^x\/\.imagewright-[\da-f-]{36}\.tmp$/u)]);
  expect(basename(seen[2] ?? "")).toHaveLength(53);
});
