import { describe, expect, test } from "vitest";

import { freeBoundary } from "./boundary.ts";
import { emitMultipart, type MimePart } from "./index.ts";

const script: MimePart = { contentType: "text/x-shellscript", text: "#!/bin/bash\necho hi\n" };

test("text is carried as it is, a boundary line behind it", () => {
  const archive = emitMultipart([
    script,
    { contentType: "application/node.eks.aws", text: "kind: NodeConfig", filename: "node.yaml" },
  ]);
  const boundary = /boundary="([^"]+)"/u.exec(archive)?.[1] ?? "";
  expect(boundary).toMatch(/^imagewright-[0-9a-f]{32}$/u);
  expect(archive.replaceAll(boundary, "BOUNDARY")).toBe(`MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="BOUNDARY"

--BOUNDARY
Content-Type: text/x-shellscript; charset="us-ascii"

#!/bin/bash
echo hi

--BOUNDARY
Content-Type: application/node.eks.aws
Content-Disposition: attachment; filename="node.yaml"

kind: NodeConfig
--BOUNDARY--
`);
});

test("text beyond ASCII is carried as base64", () => {
  const archive = emitMultipart([{ ...script, text: "é".repeat(40) }]);
  expect(archive).toContain(
    'Content-Type: text/x-shellscript; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n',
  );
  expect(archive).toContain(`${"w6nDqcOp".repeat(9)}w6nD\nqcOp`);
});

test.for(["é", "\u001b", "\u007f"])("%j is refused where base64 would be lost", (text) => {
  expect(() => emitMultipart([{ ...script, text }], { sevenBitOnly: true })).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ pointer: "/0/text" }) }),
  );
});

test("ASCII passes where base64 would be lost", () => {
  expect(emitMultipart([script], { sevenBitOnly: true })).toBe(emitMultipart([script]));
});

describe("the boundary", () => {
  test("depends on every part", () => {
    expect(freeBoundary(["a", "b"])).not.toBe(freeBoundary(["ab"]));
    expect(freeBoundary(["a"])).toBe(freeBoundary(["a"]));
  });

  test("is another one if a part holds it", () => {
    const taken = ["0", "1"].map((digit) => `x imagewright-${digit.repeat(32)} x`);
    expect(freeBoundary(taken, countingDigest)).toBe(`imagewright-${"2".repeat(32)}`);
  });
});

test.for<{ title: string; part: MimePart; pointer: string }>([
  { title: "a carriage return", part: { ...script, text: "a\r\nb" }, pointer: "/0/text" },
  {
    title: "a type with parameters",
    part: { ...script, contentType: "text/plain; a=b" },
    pointer: "/0/contentType",
  },
  {
    title: "a type with a line end",
    part: { ...script, contentType: "text/plain\nA: b" },
    pointer: "/0/contentType",
  },
  {
    title: "an archive in the archive",
    part: { ...script, contentType: "Multipart/mixed" },
    pointer: "/0/contentType",
  },
  {
    title: "a mail in the archive",
    part: { ...script, contentType: "message/rfc822" },
    pointer: "/0/contentType",
  },
  { title: "a path as file name", part: { ...script, filename: "../a" }, pointer: "/0/filename" },
  {
    title: "a quote in the file name",
    part: { ...script, filename: 'a"b' },
    pointer: "/0/filename",
  },
])("$title is refused", ({ part, pointer }) => {
  expect(() => emitMultipart([part])).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ sink: "mime", pointer }) }),
  );
});

test("an archive without parts is refused", () => {
  expect(() => emitMultipart([])).toThrow(/without parts/u);
});

/** Stands in for the digest of attempt 0, 1, …, so that a part can hold it. */
function countingDigest(text: string): string {
  return text.slice(0, 1).repeat(32);
}
