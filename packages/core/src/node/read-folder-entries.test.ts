import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, test } from "vitest";

import { temporaryFolder } from "./__fixtures__/temporary-folder.ts";
import { readFolderEntries } from "./read-folder-entries.ts";
import type { ReadFolderOptions } from "./read-folder.ts";

function plant(folder: string, ...names: string[]): void {
  for (const name of names) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `text of ${name}`);
  }
}

/** Of each entry, the names that were read and the codes of what was not. */
async function outcome(
  folder: string,
  options?: ReadFolderOptions,
): Promise<readonly (readonly string[])[]> {
  const relative = (name = ""): string => name.replace(`${folder}/`, "");
  const entries: (readonly string[])[] = [];
  for await (const { files, diagnostics } of readFolderEntries(folder, options)) {
    entries.push([
      ...files.map(({ file }) => relative(file)),
      ...diagnostics.map(({ code, source }) => `${code} ${relative(source?.file)}`),
    ]);
  }
  return entries;
}

test("each file is an entry, and so is each folder with everything below it", async () => {
  const folder = temporaryFolder();
  plant(folder, "b.yaml", "a/z.yml", "a/b/c.json", "B.yaml", "notes.md", "docs/notes.md");
  plant(folder, ".git/c.yaml", "node_modules/d.yaml");
  expect(await outcome(folder)).toEqual([["B.yaml"], ["a/b/c.json", "a/z.yml"], ["b.yaml"]]);
});

test("what is wrong with an entry stands beside what is read of it and of the others", async () => {
  const folder = temporaryFolder();
  plant(folder, "a.yaml", "b/good.yaml", "b/torn.yaml", "c.yaml");
  writeFileSync(join(folder, "b/torn.yaml"), "");
  writeFileSync(join(folder, "c.yaml"), "");
  expect(await outcome(folder)).toEqual([
    ["a.yaml"],
    ["b/good.yaml", "FILE_EMPTY b/torn.yaml"],
    ["FILE_EMPTY c.yaml"],
  ]);
});

test("links stay in the folder, lead to no entry twice, and never make one of all", async () => {
  const parent = temporaryFolder();
  const folder = join(parent, "in");
  plant(parent, "secret.yaml", "in/real/a.yaml", "in/z.yaml", "in/..data/m.yaml", "in/u/x.yaml");
  symlinkSync("real", join(folder, "again"));
  symlinkSync("real/a.yaml", join(folder, "alias.yaml"));
  symlinkSync("..data/m.yaml", join(folder, "m.yaml"));
  symlinkSync("nowhere", join(folder, "n.yaml"));
  symlinkSync("..", join(folder, "u/up"));
  symlinkSync("../z.yaml", join(folder, "u/shared.yaml"));
  symlinkSync("../../secret.yaml", join(folder, "u/v.yaml"));
  symlinkSync("../secret.yaml", join(folder, "v.yaml"));
  expect(await outcome(folder)).toEqual([
    ["m.yaml"],
    ["FILE_MISSING n.yaml"],
    ["real/a.yaml"],
    ["u/shared.yaml", "u/x.yaml", "FILE_LINK_OUTSIDE u/v.yaml"],
    ["FILE_LINK_OUTSIDE v.yaml"],
    ["z.yaml"],
  ]);
});

test("the limits are those of each entry", async () => {
  const folder = temporaryFolder();
  plant(folder, "1.yaml", "2.yaml", "3/a.yaml", "3/b.yaml", "4/a.yaml");
  expect(await outcome(folder, { maxFiles: 1 })).toEqual([
    ["1.yaml"],
    ["2.yaml"],
    ["FOLDER_TOO_MANY_FILES 3"],
    ["4/a.yaml"],
  ]);
  expect(await outcome(folder, { maxTotalBytes: 20 })).toHaveLength(4);
});

test("a folder that holds nothing to read, or is none, says so", async () => {
  const folder = temporaryFolder();
  plant(folder, "notes.md", "fleet/notes.md", "a.yaml");
  expect(await outcome(join(folder, "fleet"))).toEqual([
    [`FOLDER_WITHOUT_FILES ${join(folder, "fleet")}`],
  ]);
  expect(await outcome(join(folder, "a.yaml"))).toEqual([
    [`FILE_IS_NO_FOLDER ${join(folder, "a.yaml")}`],
  ]);
  expect(await outcome(join(folder, "none"))).toEqual([[`FILE_MISSING ${join(folder, "none")}`]]);
});

test("an entry is read when it is asked for, and not before", async () => {
  const folder = temporaryFolder();
  plant(folder, "a.yaml", "b.yaml");
  const entries = readFolderEntries(folder);
  await entries.next();
  writeFileSync(join(folder, "b.yaml"), "later");
  const { value } = await entries.next();
  expect(value?.files.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(["later"]);
});
