import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import type * as fileSystem from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";

import { beforeEach, expect, test, vi } from "vitest";

import { temporaryFolder } from "./__fixtures__/temporary-folder.ts";
import { readInput } from "./read-input.ts";

vi.mock(import("node:fs/promises"), async (importOriginal) => {
  const actual = await importOriginal();
  return { ...actual, open: vi.fn<typeof actual.open>(actual.open) };
});

const original = await vi.importActual<typeof fileSystem>("node:fs/promises");

beforeEach(() => {
  vi.mocked(open).mockImplementation(original.open);
});

test("a file is read byte for byte, under the name it was given", async () => {
  const file = join(temporaryFolder(), "a.yaml");
  const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0, 0xff, 0x0d, 0x0a]);
  writeFileSync(file, bytes);
  expect(await readInput(file)).toEqual({ ok: true, value: { file, bytes }, diagnostics: [] });
});

test("a file of many chunks is read whole", async () => {
  const file = join(temporaryFolder(), "a.yaml");
  const bytes = Buffer.alloc(300_000, "0123456789");
  writeFileSync(file, bytes);
  const read = await readInput(file);
  expect(read.ok && Buffer.compare(read.value.bytes, bytes)).toBe(0);
});

test("a link to a file is read", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "a.yaml"), "a: 1\n");
  symlinkSync("a.yaml", join(folder, "b.yaml"));
  expect(await readInput(join(folder, "b.yaml"))).toMatchObject({ ok: true });
});

/** A folder with something in it, and a path below it that cannot be read. */
const faults: readonly {
  readonly name: string;
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly plant: (folder: string) => void;
}[] = [
  {
    name: "a misspelt file",
    path: "imagse.yaml",
    code: "FILE_MISSING",
    message: "FOLDER/imagse.yaml does not exist",
    hint: "Did you mean FOLDER/images.yaml?",
    plant: (folder) => writeFileSync(join(folder, "images.yaml"), ""),
  },
  {
    name: "a file that is like no other",
    path: "images.yaml",
    code: "FILE_MISSING",
    message: "FOLDER/images.yaml does not exist",
    hint: "Check the path.",
    plant: (folder) => writeFileSync(join(folder, "readme"), ""),
  },
  {
    name: "a file in a misspelt folder",
    path: "manifest/prod/a.yaml",
    code: "FILE_MISSING",
    message: "FOLDER/manifest does not exist",
    hint: "Did you mean FOLDER/manifests?",
    plant: (folder) => mkdirSync(join(folder, "manifests")),
  },
  {
    name: "a file below a file",
    path: "a.yaml/b.yaml",
    code: "FILE_IS_NO_FOLDER",
    message: "FOLDER/a.yaml is no folder",
    hint: "Name the folder the file is in.",
    plant: (folder) => writeFileSync(join(folder, "a.yaml"), ""),
  },
  {
    name: "a link that leads nowhere",
    path: "a.yaml",
    code: "FILE_MISSING",
    message: "FOLDER/a.yaml is a link that leads nowhere",
    plant: (folder) => symlinkSync("nowhere", join(folder, "a.yaml")),
  },
  {
    name: "a link to itself",
    path: "a.yaml",
    code: "FILE_UNREADABLE",
    message: "FOLDER/a.yaml cannot be read: its links lead in a circle (ELOOP)",
    plant: (folder) => symlinkSync("a.yaml", join(folder, "a.yaml")),
  },
  {
    name: "a folder",
    path: "manifests",
    code: "FILE_IS_FOLDER",
    message: "FOLDER/manifests is a folder",
    hint: "Name one file in the folder.",
    plant: (folder) => mkdirSync(join(folder, "manifests")),
  },
  {
    name: "an empty file",
    path: "a.yaml",
    code: "FILE_EMPTY",
    message: "FOLDER/a.yaml is empty",
    plant: (folder) => writeFileSync(join(folder, "a.yaml"), ""),
  },
  {
    name: "a file that is too large",
    path: "a.yaml",
    code: "FILE_TOO_LARGE",
    message: "FOLDER/a.yaml is larger than 10 bytes",
    plant: (folder) => writeFileSync(join(folder, "a.yaml"), "a".repeat(11)),
  },
];

test.for(faults)("$name: $code", async ({ path, code, message, hint, plant }) => {
  const folder = temporaryFolder();
  plant(folder);
  const file = join(folder, path);
  const { ok, diagnostics } = await readInput(file, { maxBytes: 10 });
  expect(ok).toBe(false);
  expect(diagnostics).toEqual([
    {
      code,
      severity: "error",
      message: message.replaceAll("FOLDER", folder),
      pointer: "",
      source: { file, line: 1, column: 1 },
      hint: hint?.replaceAll("FOLDER", folder) ?? expect.any(String),
    },
  ]);
});

test.for<[code: string, expected: string, message: string]>([
  ["EACCES", "FILE_DENIED", "a.yaml may not be read"],
  ["EPERM", "FILE_DENIED", "a.yaml may not be read"],
  ["EIO", "FILE_UNREADABLE", "a.yaml cannot be read: the disk failed (EIO)"],
  ["EMYSTERY", "FILE_UNREADABLE", "a.yaml cannot be read: the system answered EMYSTERY"],
])("a system that answers %s is reported as %s", async ([code, expected, message]) => {
  vi.mocked(open).mockRejectedValueOnce(Object.assign(new Error("no"), { code }));
  expect(await readInput("a.yaml")).toMatchObject({
    ok: false,
    diagnostics: [{ code: expected, message }],
  });
});

test("a name with NUL is refused, not cut", async () => {
  expect(await readInput("a\0b")).toMatchObject({
    ok: false,
    diagnostics: [{ code: "FILE_UNREADABLE" }],
  });
});

test("a name that is too long is refused", async () => {
  expect(await readInput("a".repeat(5000))).toMatchObject({
    ok: false,
    diagnostics: [
      { code: "FILE_UNREADABLE", message: expect.stringContaining("too long for the system") },
    ],
  });
});

test("a file at the limit is read, and one byte more is refused", async () => {
  const file = join(temporaryFolder(), "a");
  writeFileSync(file, "12345");
  expect(await readInput(file, { maxBytes: 5 })).toMatchObject({ ok: true });
  expect(await readInput(file, { maxBytes: 4 })).toMatchObject({ ok: false });
});

test("a file that is known to be too large is not read at all", async () => {
  const file = join(temporaryFolder(), "a");
  writeFileSync(file, "12345");
  const reads: number[] = [];
  vi.mocked(open).mockImplementationOnce(async (...parameters) => {
    const handle = await original.open(...parameters);
    vi.spyOn(handle, "read").mockImplementation(() => {
      reads.push(1);
      throw new Error("must not be read");
    });
    return handle;
  });
  expect(await readInput(file, { maxBytes: 4 })).toMatchObject({
    ok: false,
    diagnostics: [{ code: "FILE_TOO_LARGE" }],
  });
  expect(reads).toEqual([]);
});

test("the limit holds for a file that grows while it is read", async () => {
  const file = join(temporaryFolder(), "a");
  writeFileSync(file, "12345");
  vi.mocked(open).mockImplementationOnce(async (...parameters) => {
    const handle = await original.open(...parameters);
    const stats = await handle.stat();
    vi.spyOn(handle, "stat").mockImplementation(async () => {
      writeFileSync(file, "1".repeat(100_000));
      return await Promise.resolve(stats);
    });
    return handle;
  });
  expect(await readInput(file, { maxBytes: 99_999 })).toMatchObject({
    ok: false,
    diagnostics: [{ code: "FILE_TOO_LARGE" }],
  });
});

test("an endless device is cut off at the limit", async (context) => {
  if (!existsSync("/dev/zero")) {
    context.skip("there is no /dev/zero");
  }
  expect(await readInput("/dev/zero", { maxBytes: 1_000_000 })).toMatchObject({
    ok: false,
    diagnostics: [{ code: "FILE_TOO_LARGE" }],
  });
});

test("a pipe is read to its end", async () => {
  const pipe = join(temporaryFolder(), "pipe");
  execFileSync("mkfifo", [pipe]);
  const [read] = await Promise.all([
    readInput(pipe),
    original.writeFile(pipe, "from the pipe").catch(() => undefined),
  ]);
  expect(read.ok && Buffer.from(read.value.bytes).toString()).toBe("from the pipe");
});

test("a socket is refused", async () => {
  const path = join(temporaryFolder(), "s");
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(path, resolve);
  });
  expect(await readInput(path)).toMatchObject({
    ok: false,
    diagnostics: [{ code: "FILE_UNREADABLE", message: expect.stringContaining("ENXIO") }],
  });
  server.close();
});

test("- reads the standard input", async () => {
  const stdin = Readable.from([Buffer.from("a: "), "ü\n"]);
  expect(await readInput("-", { stdin })).toEqual({
    ok: true,
    value: { file: "<stdin>", bytes: Buffer.from("a: ü\n") },
    diagnostics: [],
  });
});

test.for<[name: string, stdin: () => AsyncIterable<Uint8Array>, code: string]>([
  ["nothing", () => Readable.from([]), "FILE_EMPTY"],
  ["too much", () => Readable.from([Buffer.alloc(6), Buffer.alloc(5)]), "FILE_TOO_LARGE"],
  ["without end", endless, "FILE_TOO_LARGE"],
  ["a folder", () => failing("EISDIR"), "FILE_IS_FOLDER"],
  ["broken", () => failing("EIO"), "FILE_UNREADABLE"],
])("standard input that is %s is refused", async ([, stdin, code]) => {
  expect(await readInput("-", { stdin: stdin(), maxBytes: 10 })).toMatchObject({
    ok: false,
    diagnostics: [{ code, source: { file: "<stdin>", line: 1, column: 1 } }],
  });
});

async function* endless(): AsyncGenerator<Uint8Array> {
  for (;;) {
    yield await Promise.resolve(Buffer.from("y\n"));
  }
}

async function* failing(code: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from("a"));
  throw Object.assign(new Error("failed"), { code });
}
