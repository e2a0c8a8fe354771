import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { temporaryFolder } from "./__fixtures__/temporary-folder.ts";
import { checkPath } from "./check-path.ts";

test("what can be read is no finding; what cannot is named as it was given", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "crds.yaml"), "a: 1\n");
  expect(await checkPath("crds.yaml", { cwd })).toBeUndefined();
  expect(await checkPath(cwd)).toBeUndefined();
  expect(await checkPath("crd.yaml", { cwd })).toMatchObject({
    code: "FILE_MISSING",
    source: { file: "crd.yaml", line: 1, column: 1 },
    hint: "Did you mean crds.yaml?",
  });
  expect(await checkPath("crds.yaml/a", { cwd })).toMatchObject({ code: "FILE_IS_NO_FOLDER" });
});
