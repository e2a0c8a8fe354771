import fc from "fast-check";
import { expect, test } from "vitest";

import type { Artifact } from "../artifact.ts";
import { checkArtifacts } from "./check-artifacts.ts";

function artifacts(...paths: string[]): Artifact[] {
  return paths.map((path) => ({ path, mediaType: "text/plain", text: "" }));
}

test.for([
  "",
  "/",
  "/etc/passwd",
  "..",
  "../out-evil/a",
  "a/../b",
  "a/..",
  "./a",
  "a/./b",
  "a//b",
  "a/",
  "~/a",
  ".hidden",
  "a/.git/config",
  "-rf",
  "a\\b",
  "..\\a",
  "C:\\a",
  "C:a",
  "\\\\server\\share",
  "a\0b",
  "a\nb",
  "a b",
  " a",
  "a*",
  "$HOME",
  "a;b",
  "ä",
  "a\u202eb",
  "%2e%2e/a",
  "a:stream",
  "con",
  "NUL.txt",
  "a/aux.yaml",
  "Com1",
  "lpt9.log",
  "trailing.",
  "a./b",
  "x".repeat(129),
  Array.from({ length: 600 }, () => "a").join("/"),
])("the path %j is refused", (path) => {
  expect(checkArtifacts(artifacts("good", path)).map(({ diagnostic }) => diagnostic)).toEqual([
    expect.objectContaining({
      code: "WRITE_PATH_INVALID",
      severity: "error",
      pointer: "/1/path",
      message: expect.stringMatching(/^the path ".* is refused: /su),
    }),
  ]);
});

test.for([
  "a",
  "README.md",
  "aws/packer/vars.json",
  "v1.33.4+k3s1/user@host_a-b.yaml",
  "...".replace("...", "a..b"),
  "console.log",
  "com10",
  "null",
  "x".repeat(128),
])("the path %j is accepted", (path) => {
  expect(checkArtifacts(artifacts(path))).toEqual([]);
});

test.for<[paths: string[], code: string, pointer: string, message: string]>([
  [["a", "b", "a"], "WRITE_PATH_DUPLICATE", "/2/path", "two artifacts have the path a"],
  [["a/B", "a/b"], "WRITE_PATH_DUPLICATE", "/1/path", "a/b and a/B differ in letter case only"],
  [["A/x", "a/y"], "WRITE_PATH_DUPLICATE", "/1/path", "a and A differ in letter case only"],
  [
    ["a", "a/b"],
    "WRITE_PATH_CONFLICT",
    "/1/path",
    "a is a file, but the folder a is needed as well",
  ],
  [
    ["a/b/c", "a/b"],
    "WRITE_PATH_CONFLICT",
    "/1/path",
    "a/b is a file, but the folder a/b is needed as well",
  ],
  [
    ["A/b", "a"],
    "WRITE_PATH_CONFLICT",
    "/1/path",
    "a is a file, but the folder A is needed as well",
  ],
])("%j: %s at %s: %s", ([paths, code, pointer, message]) => {
  expect(checkArtifacts(artifacts(...paths))).toEqual([
    { path: paths.at(-1), diagnostic: expect.objectContaining({ code, pointer, message }) },
  ]);
});

test("half a surrogate pair in a text is refused, and named without showing the text", () => {
  const [refusal, ...others] = checkArtifacts([
    { path: "a", mediaType: "text/plain", text: "secret \ud800" },
    { path: "b", mediaType: "text/plain", text: "\0 and \u{1f600} are fine" },
  ]);
  expect(others).toEqual([]);
  expect(refusal?.diagnostic).toMatchObject({ code: "WRITE_TEXT_INVALID", pointer: "/0/text" });
  expect(JSON.stringify(refusal)).not.toContain("secret");
});

test("all problems are found at once", () => {
  expect(
    checkArtifacts(artifacts("..", "a", "A", "a/b", "/x", "a")).map(({ path }) => path),
  ).toEqual(["..", "A", "a/b", "/x", "a"]);
});

test("accepted paths stay apart on systems that ignore letter case", () => {
  const part = fc.constantFrom("a", "A", "b", "B", "c");
  const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
  fc.assert(
    fc.property(fc.array(path, { maxLength: 6 }), (paths) => {
      const refused = new Set(
        checkArtifacts(artifacts(...paths)).map(({ diagnostic }) => diagnostic.pointer),
      );
      const kept = paths.filter((_, index) => !refused.has(`/${index}/path`));
      const lower = kept.map((text) => text.toLowerCase());
      expect(new Set(lower).size).toBe(kept.length);
      for (const [index, text] of lower.entries()) {
        expect(lower.some((other, at) => at !== index && other.startsWith(`${text}/`))).toBe(false);
      }
    }),
    { numRuns: 10_000 },
  );
});
