import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, test } from "vitest";

import { temporaryFolder } from "./__fixtures__/temporary-folder.ts";
import { readFolder, readFolderContents, type ReadFolderOptions } from "./read-folder.ts";

function plant(folder: string, ...names: string[]): void {
  for (const name of names) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `text of ${name}`);
  }
}

/** Names that were read, or the codes and places of what was refused, relative to the folder. */
async function outcome(folder: string, options?: ReadFolderOptions): Promise<readonly string[]> {
  const read = await readFolder(folder, options);
  const relative = (name: string): string => name.replace(`${folder}/`, "");
  return read.ok
    ? read.value.map(({ file }) => relative(file))
    : read.diagnostics.map(({ code, source }) => `${code} ${relative(source?.file ?? "")}`);
}

test("manifests are read recursively, in the order of their names", async () => {
  const folder = temporaryFolder();
  plant(folder, "b.yaml", "a/z.yml", "a/b/c.json", "B.yaml", "a.yaml", "a-b/x.yaml", "notes.md");
  expect(await outcome(folder)).toEqual([
    "B.yaml",
    "a-b/x.yaml",
    "a.yaml",
    "a/b/c.json",
    "a/z.yml",
    "b.yaml",
  ]);
  const read = await readFolder(folder);
  expect(read.ok && Buffer.from(read.value[1]?.bytes ?? []).toString()).toBe("text of a-b/x.yaml");
});

test("hidden names and node_modules are passed over", async () => {
  const folder = temporaryFolder();
  plant(folder, "a.yaml", ".git/b.yaml", ".c.yaml", "node_modules/d.yaml", "x/node_modules/e.yaml");
  expect(await outcome(folder)).toEqual(["a.yaml"]);
});

test("the extensions are the caller's", async () => {
  const folder = temporaryFolder();
  plant(folder, "a.yaml", "b.tf", "c.pkr.hcl", "d.hcl");
  expect(await outcome(folder, { extensions: [".tf", ".pkr.hcl"] })).toEqual(["b.tf", "c.pkr.hcl"]);
});

test("links that stay in the folder are followed, and each file is read once", async () => {
  const folder = temporaryFolder();
  plant(folder, "real/a.yaml", "z.yaml");
  symlinkSync("real", join(folder, "again"));
  symlinkSync("z.yaml", join(folder, "b.yaml"));
  symlinkSync("..", join(folder, "real/up"));
  expect(await outcome(folder)).toEqual(["real/a.yaml", "z.yaml"]);
});

test("a mounted ConfigMap, whose files are links into a hidden folder, is read", async () => {
  const folder = temporaryFolder();
  plant(folder, "..2026_11_21/a.yaml", "..2026_11_21/b.yaml");
  symlinkSync("..2026_11_21", join(folder, "..data"));
  symlinkSync("..data/a.yaml", join(folder, "a.yaml"));
  symlinkSync("..data/b.yaml", join(folder, "b.yaml"));
  expect(await outcome(folder)).toEqual(["a.yaml", "b.yaml"]);
});

test("the folder itself may be a link", async () => {
  const parent = temporaryFolder();
  plant(parent, "real/a.yaml");
  symlinkSync("real", join(parent, "link"));
  expect(await outcome(join(parent, "link"))).toEqual(["a.yaml"]);
});

test("links that leave the folder are refused, all of them at once", async () => {
  const parent = temporaryFolder();
  const folder = join(parent, "in");
  plant(parent, "in/a.yaml", "in-evil/b.yaml", "secret.yaml", "secret.txt");
  symlinkSync("../secret.yaml", join(folder, "file.yaml"));
  symlinkSync("../in-evil", join(folder, "neighbour"));
  symlinkSync("/", join(folder, "top"));
  symlinkSync("../secret.txt", join(folder, "ignored.txt"));
  expect(await outcome(folder)).toEqual([
    "FILE_LINK_OUTSIDE file.yaml",
    "FILE_LINK_OUTSIDE neighbour",
    "FILE_LINK_OUTSIDE top",
  ]);
});

test("every file that cannot be read is reported at once", async () => {
  const folder = temporaryFolder();
  plant(folder, "good.yaml", "large.yaml");
  writeFileSync(join(folder, "empty.yaml"), "");
  symlinkSync("nowhere", join(folder, "dangling.yaml"));
  symlinkSync("nowhere", join(folder, "dangling"));
  symlinkSync("circle.yaml", join(folder, "circle.yaml"));
  execFileSync("mkfifo", [join(folder, "pipe.yaml"), join(folder, "pipe")]);
  symlinkSync("pipe", join(folder, "piped.yaml"));
  mkdirSync(join(folder, "folder.yaml"));
  expect(await outcome(folder, { maxBytes: 17 })).toEqual([
    "FILE_NOT_REGULAR pipe.yaml",
    "FILE_UNREADABLE circle.yaml",
    "FILE_MISSING dangling.yaml",
    "FILE_NOT_REGULAR piped.yaml",
    "FILE_EMPTY empty.yaml",
    "FILE_TOO_LARGE large.yaml",
  ]);
});

test("what can be read is kept beside what is wrong with the rest", async () => {
  const folder = temporaryFolder();
  plant(folder, "a.yaml", "c.yaml");
  writeFileSync(join(folder, "b.yaml"), "");
  symlinkSync("/", join(folder, "d.yaml"));
  const { files, diagnostics } = await readFolderContents(folder);
  expect(files.map(({ file }) => file)).toEqual([join(folder, "a.yaml"), join(folder, "c.yaml")]);
  expect(diagnostics.map(({ code, source }) => `${code} ${source?.file}`).toSorted()).toEqual([
    `FILE_EMPTY ${join(folder, "b.yaml")}`,
    `FILE_LINK_OUTSIDE ${join(folder, "d.yaml")}`,
  ]);
});

test("too many files, and too many bytes together, are refused", async () => {
  const folder = temporaryFolder();
  plant(folder, "1.yaml", "2.yaml", "3.yaml");
  expect(await outcome(folder, { maxFiles: 3 })).toHaveLength(3);
  expect(await outcome(folder, { maxFiles: 2 })).toEqual([`FOLDER_TOO_MANY_FILES ${folder}`]);
  expect(await outcome(folder, { maxTotalBytes: 42 })).toHaveLength(3);
  expect(await outcome(folder, { maxTotalBytes: 41 })).toEqual([`FILE_TOO_LARGE ${folder}`]);
});

test("a folder without manifests names the extensions that are read", async () => {
  const folder = temporaryFolder();
  plant(folder, "notes.md");
  expect(await readFolder(folder)).toMatchObject({
    ok: false,
    diagnostics: [
      {
        code: "FOLDER_WITHOUT_FILES",
        message: `${folder} holds no file named *.yaml, *.yml, *.json`,
      },
    ],
  });
});

test("a missing folder and a file in its place are told apart", async () => {
  const folder = temporaryFolder();
  plant(folder, "manifests/a.yaml");
  expect(await readFolder(join(folder, "manifest"))).toMatchObject({
    diagnostics: [{ code: "FILE_MISSING", hint: `Did you mean ${join(folder, "manifests")}?` }],
  });
  expect(await readFolder(join(folder, "manifests/a.yaml"))).toMatchObject({
    diagnostics: [{ code: "FILE_IS_NO_FOLDER" }],
  });
});
