import fc from "fast-check";
import { expect, test } from "vitest";

import { editDiagnostics } from "./edit-diagnostics.ts";
import { editYaml } from "./edit-yaml.ts";
import type { FieldEdit, YamlEdit } from "./edit.ts";

/** Edits of the first document, if they name none. */
type Row = {
  readonly name: string;
  readonly before: string;
  readonly edits: readonly (FieldEdit | YamlEdit)[];
  /** The text, or place, code and pointer of every finding. */
  readonly after: string | readonly string[];
};

function edit(before: string, edits: Row["edits"]): string | readonly string[] {
  const inFirst = edits.map((one): YamlEdit => withDocument(one));
  const edited = editYaml(before, inFirst, { file: "a.yaml" });
  return edited.ok
    ? edited.value
    : edited.diagnostics.map(
        ({ source, code, pointer }) => `${source?.line}:${source?.column} ${code} ${pointer}`,
      );
}

function withDocument(one: FieldEdit | YamlEdit): YamlEdit {
  return one.action === "insertDocument" || "document" in one ? one : { ...one, document: 0 };
}

test.for<Row>([
  {
    name: "the value of an explicit key, and of one without a colon",
    before: "? a\n: b # c\n? d\n",
    edits: [
      { action: "set", pointer: "/a", value: "x" },
      { action: "set", pointer: "/d", value: 1 },
    ],
    after: "? a\n: x # c\n? d\n: 1\n",
  },
  {
    name: "a map behind an explicit key",
    before: "? a\n: b\n",
    edits: [{ action: "set", pointer: "/a", value: { k: [1] } }],
    after: "? a\n:\n  k:\n    - 1\n",
  },
  {
    name: "a directive, an odd scalar and a document end",
    before: "%YAML 1.2\n---\na: yes # odd\nb: 1\n...\n",
    edits: [{ action: "set", pointer: "/b", value: 2 }],
    after: "%YAML 1.2\n---\na: yes # odd\nb: 2\n...\n",
  },
  {
    name: "a document before a directive",
    before: "%YAML 1.2\n---\na: 1\n...\n%YAML 1.2\n---\nb: 1\n",
    edits: [{ action: "insertDocument", after: 0, value: { n: 1 } }],
    after: '%YAML 1.2\n---\na: 1\n...\n---\n"n": 1\n...\n%YAML 1.2\n---\nb: 1\n',
  },
  {
    name: "a byte-order mark and CR LF",
    before: "\ufeffa: 1\r\nb:\r\n  - x # k\r\n",
    edits: [
      { action: "set", pointer: "/a", value: 2 },
      { action: "set", pointer: "/b/0", value: "y" },
    ],
    after: '\ufeffa: 2\r\nb:\r\n  - "y" # k\r\n',
  },
  {
    name: "a tag that holds for the new value",
    before: "a: !!str 1.30\nb: !Ref x\nc: !!int 3\n",
    edits: [{ action: "set", pointer: "/a", value: "1.31" }],
    after: 'a: !!str "1.31"\nb: !Ref x\nc: !!int 3\n',
  },
  {
    name: "a tag that does not hold",
    before: "a: !!str 1.30\n",
    edits: [{ action: "set", pointer: "/a", value: 7 }],
    after: "a: 7\n",
  },
  {
    name: "a tag of its own",
    before: "b: !Ref x\nc: 1\n",
    edits: [{ action: "set", pointer: "/b", value: "y" }],
    after: ["1:9 EDIT_TAG /b"],
  },
  {
    name: "a tag elsewhere",
    before: "b: !Ref x\nc: 1\n",
    edits: [{ action: "set", pointer: "/c", value: "y" }],
    after: 'b: !Ref x\nc: "y"\n',
  },
  {
    name: "an anchor nobody uses",
    before: "a: &n 1\nb: 2\n",
    edits: [{ action: "set", pointer: "/a", value: { k: 1 } }],
    after: "a: &n\n  k: 1\nb: 2\n",
  },
  {
    name: "a merged field is overridden",
    before: "base: &b {x: 1}\nc:\n  <<: *b\n  y: 2\n",
    edits: [{ action: "set", pointer: "/c/x", value: 5 }],
    after: "base: &b {x: 1}\nc:\n  <<: *b\n  y: 2\n  x: 5\n",
  },
  {
    name: "below a merged field",
    before: "base: &b {x: {q: 1}}\nc:\n  <<: *b\n  y: 2\n",
    edits: [{ action: "set", pointer: "/c/x/q", value: 5 }],
    after: ["3:3 EDIT_SHARED /c/x/q"],
  },
  {
    name: "a merged field is taken out",
    before: "base: &b {x: 1}\nc:\n  <<: *b\n  y: 2\n",
    edits: [{ action: "remove", pointer: "/c/x" }],
    after: ["3:3 EDIT_SHARED /c/x"],
  },
  {
    name: "what is merged elsewhere",
    before: "base: &b {x: 1}\nc:\n  <<: *b\n  y: 2\n",
    edits: [{ action: "set", pointer: "/base/x", value: 5 }],
    after: ["1:10 EDIT_SHARED /base"],
  },
  {
    name: "tabs behind colons",
    before: "a:\t1\nb:\n  - c:\t'x'\t# t\n",
    edits: [
      { action: "set", pointer: "/a", value: 2 },
      { action: "set", pointer: "/b/0/c", value: "y" },
    ],
    after: "a:\t2\nb:\n  - c:\t'y'\t# t\n",
  },
  {
    name: "comments between a key and its value, texts of several lines",
    before:
      "a:\n  # why\n  # so\n  value # tail\nb:\n  'multi\n  line'  # t\nc: plain\n  multi\n  line\n",
    edits: [
      { action: "set", pointer: "/a", value: "v2" },
      { action: "set", pointer: "/b", value: "v" },
      { action: "set", pointer: "/c", value: "x" },
    ],
    after: "a:\n  # why\n  # so\n  v2 # tail\nb:\n  'v'  # t\nc: x\n",
  },
  {
    name: "a map becomes a scalar",
    before: "a: # why\n  b: 1\n  # end of b\nc: 2\n",
    edits: [{ action: "set", pointer: "/a", value: "scalar" }],
    after: "a: scalar # why\n  # end of b\nc: 2\n",
  },
  {
    name: "a map becomes a list",
    before: "a: # why\n  # lead\n  b: 1\n  # end of b\nc: 2\n",
    edits: [{ action: "set", pointer: "/a", value: ["q", { r: 1 }] }],
    after: "a: # why\n  # lead\n  - q\n  - r: 1\n  # end of b\nc: 2\n",
  },
  {
    name: "a list item becomes a scalar",
    before: "a: # why\n- b: 1 # one\n- 2\n",
    edits: [
      { action: "set", pointer: "/a/0", value: "x" },
      { action: "remove", pointer: "/a/1" },
    ],
    after: "a: # why\n- x\n",
  },
  {
    name: "the first field behind a dash",
    before: "- a: 1\n  # about b\n  b: 2\n- c\n",
    edits: [{ action: "remove", pointer: "/0/a" }],
    after: "-\n  # about b\n  b: 2\n- c\n",
  },
  {
    name: "brackets over two lines",
    before: "a: {b: 1, # one\n  c: 2 # two\n  }\n",
    edits: [
      { action: "set", pointer: "/a/d", value: 3 },
      { action: "remove", pointer: "/a/b" },
    ],
    after: "a: {\n  c: 2, # two\n  d: 3\n  }\n",
  },
  {
    name: "brackets over several lines",
    before: "a: {\n  b: 1, # one\n  c: 2 # two\n}\n",
    edits: [
      { action: "set", pointer: "/a/d", value: 3 },
      { action: "remove", pointer: "/a/c" },
    ],
    after: "a: {\n  b: 1, # one\n  d: 3\n}\n",
  },
  {
    name: "a pair without braces",
    before: "a: [x, y: z]\n",
    edits: [{ action: "set", pointer: "/a/1/y", value: "w" }],
    after: ["1:8 EDIT_FORM /a/1"],
  },
  {
    name: "beside a pair without braces",
    before: "a: [x, y: z]\n",
    edits: [{ action: "set", pointer: "/a/0", value: "w" }],
    after: "a: [w, y: z]\n",
  },
  {
    name: "a folded text, and one with an indentation sign",
    before: "a: >\n  folded\n  text\nb: |2\n   x\n  y\n",
    edits: [
      { action: "set", pointer: "/a", value: "p1\np2\n" },
      { action: "set", pointer: "/b", value: " z\n" },
    ],
    after: 'a: |\n  p1\n  p2\nb: " z\\n"\n',
  },
  {
    name: "behind a block text without a last line feed",
    before: "a: |\n  x",
    edits: [{ action: "set", pointer: "/b", value: 1 }],
    after: "a: |\n  x\nb: 1",
  },
  {
    name: "a document behind one without a last line feed",
    before: "a: |\n  x",
    edits: [{ action: "insertDocument", value: { b: 1 } }],
    after: "a: |\n  x\n---\nb: 1\n",
  },
  {
    name: "a block text without a last line feed",
    before: "a: |-\n  x\n  y",
    edits: [{ action: "set", pointer: "/a", value: "x\nz" }],
    after: "a: |-\n  x\n  z",
  },
  {
    name: "quotes stay",
    before: "a: 'it''s'\nb: \"x\\ty\"\n",
    edits: [
      { action: "set", pointer: "/a", value: "isn't" },
      { action: "set", pointer: "/b", value: 'q"r' },
    ],
    after: "a: 'isn''t'\nb: \"q\\\"r\"\n",
  },
  {
    name: "plain texts stay plain where every reader agrees",
    before: "version: 1.30\nv2: 1.30.2\nv3: v1.30\nx: on-demand\n",
    edits: [
      { action: "set", pointer: "/version", value: "1.31" },
      { action: "set", pointer: "/v2", value: "1.31.4" },
      { action: "set", pointer: "/v3", value: "on" },
      { action: "set", pointer: "/x", value: "0x1F" },
    ],
    after: 'version: "1.31"\nv2: 1.31.4\nv3: "on"\nx: "0x1F"\n',
  },
  {
    name: "below a scalar",
    before: "a: 1\n",
    edits: [{ action: "set", pointer: "/a/b", value: 1 }],
    after: ["1:4 EDIT_POINTER /a/b"],
  },
  {
    name: "an item the list does not have",
    before: "a: [1]\n",
    edits: [{ action: "set", pointer: "/a/3", value: 1 }],
    after: ["1:4 EDIT_POINTER /a/3"],
  },
  {
    name: "the whole document",
    before: "a: 1\n",
    edits: [{ action: "set", pointer: "", value: 1 }],
    after: ["1:1 EDIT_POINTER "],
  },
  {
    name: "no pointer",
    before: "a: 1\n",
    edits: [{ action: "set", pointer: "a", value: 1 }],
    after: ["1:1 EDIT_POINTER "],
  },
  {
    name: "another value than expected",
    before: "a: 1\n",
    edits: [{ action: "set", pointer: "/a", value: 3, from: 2 }],
    after: ["1:4 EDIT_STALE /a"],
  },
  {
    name: "a value where nothing was expected",
    before: "a: 1\nb: null\n",
    edits: [
      { action: "set", pointer: "/a", value: 3, isNew: true },
      { action: "set", pointer: "/b", value: 3, isNew: true },
    ],
    after: ["1:4 EDIT_STALE /a", "2:4 EDIT_STALE /b"],
  },
  {
    name: "fields that are new, once and again",
    before: "a: 1\n",
    edits: [
      { action: "set", pointer: "/b/c", value: 3, isNew: true },
      { action: "set", pointer: "/a", value: 1, isNew: true },
    ],
    after: "a: 1\nb:\n  c: 3\n",
  },
  {
    name: "a name that is taken",
    before: "a: 1\nb: 2\n",
    edits: [{ action: "rename", pointer: "/a", name: "b" }],
    after: ["1:4 EDIT_NAME_TAKEN /a"],
  },
  {
    name: "names get the quotes they need",
    before: "'a': 1 # x\nb: 2\n",
    edits: [
      { action: "rename", pointer: "/a", name: "c d" },
      { action: "rename", pointer: "/b", name: "yes" },
    ],
    after: "'c d': 1 # x\n\"yes\": 2\n",
  },
  {
    name: "a value that no reader agrees on",
    before: "a: 1\n",
    edits: [{ action: "set", pointer: "/a", value: Number.NaN }],
    after: ["1:4 EDIT_VALUE /a"],
  },
  {
    name: "a document that holds nothing",
    before: "---\n",
    edits: [{ action: "set", pointer: "/a", value: 1 }],
    after: ["1:1 EDIT_DOCUMENT /a"],
  },
  {
    name: "a document for an empty file",
    before: "",
    edits: [{ action: "insertDocument", value: { b: 1 } }],
    after: "b: 1\n",
  },
  {
    name: "a document for a file of comments",
    before: "# only\n",
    edits: [{ action: "insertDocument", value: { b: 1 } }],
    after: "# only\nb: 1\n",
  },
  {
    name: "a document for an empty last one",
    before: "a: 1\n---\n",
    edits: [{ action: "insertDocument", value: { b: 1 } }],
    after: "a: 1\n---\nb: 1\n",
  },
  {
    name: "a document for an empty one between",
    before: "a: 1\n---\n---\nc: 1",
    edits: [{ action: "insertDocument", after: 1, value: { b: 1 } }],
    after: "a: 1\n---\nb: 1\n---\nc: 1",
  },
  {
    name: "two documents",
    before: "a: 1",
    edits: [
      { action: "insertDocument", value: { b: 1 } },
      { action: "insertDocument", value: { c: 1 } },
    ],
    after: "a: 1\n---\nb: 1\n---\nc: 1\n",
  },
  {
    name: "no YAML",
    before: "a: b: c\n",
    edits: [{ action: "set", pointer: "/a", value: 1 }],
    after: ["1:4 READ_NESTED_MAPPING /a"],
  },
  {
    name: "a Go template",
    before: 'a: "{{ .x }}"\nb: {{ .y }}\n',
    edits: [{ action: "set", pointer: "/a", value: 1 }],
    after: ["2:5 READ_KEY /b"],
  },
  {
    name: "brackets on the line of the marker",
    before: "--- {a: 1}\n",
    edits: [
      { action: "set", pointer: "/a", value: 2 },
      { action: "copyDocument", document: 0, edits: [{ action: "set", pointer: "/a", value: 3 }] },
    ],
    after: "--- {a: 2}\n--- {a: 3}\n",
  },
  {
    name: "an item of a List",
    before: "items:\n- kind: A\n  metadata: {name: x}\n- kind: B\n  spec:\n      v: 'a'\n",
    edits: [
      { action: "set", pointer: "/items/1/spec/v", value: "b" },
      { action: "set", pointer: "/items/0/metadata/labels", value: { x: "y" } },
    ],
    after:
      "items:\n- kind: A\n  metadata: {name: x, labels: {x: \"y\"}}\n- kind: B\n  spec:\n      v: 'b'\n",
  },
  {
    name: "between blank lines and comments",
    before: "a:\n- 1\n\n\n# c\n\nb: 2\n",
    edits: [
      { action: "insert", pointer: "/a", value: 2 },
      { action: "insert", pointer: "/q/r", value: "s" },
    ],
    after: "a:\n- 1\n- 2\n\n\n# c\n\nb: 2\nq:\n  r:\n  - s\n",
  },
  {
    name: "the target of an alias",
    before: "a: &x\n  b: 1\nc: *x\nd: 1\n",
    edits: [{ action: "remove", pointer: "/a" }],
    after: ["2:3 EDIT_SHARED /a"],
  },
  {
    name: "an alias is taken out",
    before: "a: &x\n  b: 1\nc: *x\nd: 1\n",
    edits: [
      { action: "remove", pointer: "/c" },
      { action: "set", pointer: "/d", value: "v1.2.3 b" },
    ],
    after: "a: &x\n  b: 1\nd: v1.2.3 b\n",
  },
  {
    name: "values that are nothing",
    before: "a: ~\nb: null # n\nc: # only\n",
    edits: [
      { action: "set", pointer: "/a", value: 1 },
      { action: "set", pointer: "/b/k", value: 2 },
      { action: "set", pointer: "/c", value: "x" },
    ],
    after: "a: 1\nb: # n\n  k: 2\nc: x # only\n",
  },
])("$name", ({ before, edits, after }) => {
  expect(edit(before, edits)).toEqual(after);
});

test.for<Row>([
  {
    name: "before a blank line, goes with its entry",
    before: "a:\n  b: 1\n  # about c\n  # as well\n  c: 2 # here\n\n  d: 3\n",
    edits: [{ action: "remove", pointer: "/a/c" }],
    after: "a:\n  b: 1\n\n  d: 3\n",
  },
  {
    name: "before a comment, goes with its entry",
    before: "- a\n# about b\n- b\n# about c\n- c\n",
    edits: [{ action: "remove", pointer: "/1", from: "b" }],
    after: "- a\n# about c\n- c\n",
  },
  {
    name: "at the end of a map, goes with its entry",
    before: "a:\n  b: 1\n  # about c\n  c: 2\nd: 3\n",
    edits: [{ action: "remove", pointer: "/a/c" }],
    after: "a:\n  b: 1\nd: 3\n",
  },
  {
    name: "before another entry, stays",
    before: "a:\n  # sizes\n  b: 1\n  c: 2\n",
    edits: [{ action: "remove", pointer: "/a/b" }],
    after: "a:\n  # sizes\n  c: 2\n",
  },
  {
    name: "behind a blank line, stays",
    before: "a: 1\n# of the file\n\nb: 1\n\nc: 2\n",
    edits: [{ action: "remove", pointer: "/b" }],
    after: "a: 1\n# of the file\n\nc: 2\n",
  },
  {
    name: "at another column, stays",
    before: "a:\n  b: 1\n# c\n  c: 2\n",
    edits: [{ action: "remove", pointer: "/a/c" }],
    after: "a:\n  b: 1\n# c\n",
  },
])("a comment above, $name", ({ before, edits, after }) => {
  expect(edit(before, edits)).toEqual(after);
});

test.for<Row>([
  {
    name: "only what differs in a map",
    before: "a:\n  b: 1 # one\n  'c': {d: 2, e: 3} # two\n  f: 4\n",
    edits: [{ action: "set", pointer: "/a", value: { b: 1, c: { d: 5, e: 3 }, g: 6 } }],
    after: "a:\n  b: 1 # one\n  'c': {d: 5, e: 3} # two\n  g: 6\n",
  },
  {
    name: "only what differs in a list",
    before: "- a # 0\n- b: 1 # 1\n  c: 2\n- d # 2\n",
    edits: [
      { action: "insert", pointer: "", value: "new", index: 0 },
      { action: "set", pointer: "/2/c", value: 3 },
    ],
    after: "- new\n- a # 0\n- b: 1 # 1\n  c: 3\n- d # 2\n",
  },
  {
    name: "items that are new, and one that goes",
    before: "l:\n- a # 0\n- b # 1\n- c # 2\n- d # 3\n",
    edits: [{ action: "set", pointer: "/l", value: ["a", "x", "d"] }],
    after: "l:\n- a # 0\n- x # 1\n- d # 3\n",
  },
  {
    name: "names no map inherits",
    before: "a: {}\n",
    edits: [{ action: "set", pointer: "/a/constructor/__proto__", value: { x: 1 } }],
    after: 'a:\n  constructor:\n    "__proto__":\n      x: 1\n',
  },
  {
    name: "an edit of what an edit before it has made",
    before: "a: 1\n",
    edits: [
      { action: "set", pointer: "/b/c", value: [1] },
      { action: "insert", pointer: "/b/c", value: 2 },
      { action: "rename", pointer: "/b", name: "d" },
      { action: "remove", pointer: "/d/c/0" },
    ],
    after: "a: 1\nd:\n  c:\n    - 2\n",
  },
  {
    name: "an item that is gone already",
    before: "- a\n- b\n",
    edits: [{ action: "remove", pointer: "/0", from: "x" }],
    after: "- a\n- b\n",
  },
  {
    name: "an item that has moved",
    before: "- a\n- b\n",
    edits: [{ action: "remove", pointer: "/0", from: "b" }],
    after: ["1:3 EDIT_STALE /0"],
  },
  {
    name: "all faults of all documents",
    before: "a: 1\n---\nb: [1]\n",
    edits: [
      { action: "set", document: 0, pointer: "/a/x", value: 1 },
      { action: "remove", document: 1, pointer: "/b/2" },
      { action: "insert", document: 1, pointer: "/b", value: 2, index: 4 },
      { action: "rename", document: 1, pointer: "/c", name: "d" },
      { action: "set", document: 2, pointer: "/a", value: 1 },
      { action: "copyDocument", document: 0, edits: [{ action: "remove", pointer: "" }] },
      { action: "insertDocument", after: 7, value: {} },
    ],
    after: [
      "1:4 EDIT_POINTER /a/x",
      "3:4 EDIT_POINTER /b/2",
      "3:4 EDIT_POINTER /b",
      "3:1 EDIT_POINTER /c",
      "4:1 EDIT_DOCUMENT /a",
      "1:1 EDIT_POINTER ",
      "4:1 EDIT_DOCUMENT ",
    ],
  },
  {
    name: "documents by what stands in them",
    before: "kind: A\n---\nkind: B\nname: b\n---\nkind: A\nname: a\n",
    edits: [
      { action: "set", document: { "/kind": "B" }, pointer: "/name", value: "c" },
      { action: "set", document: { "/kind": "A", "/name": "a" }, pointer: "/x", value: 1 },
      { action: "insertDocument", after: { "/name": "b" }, value: { kind: "C" } },
    ],
    after: "kind: A\n---\nkind: B\nname: c\n---\nkind: C\n---\nkind: A\nname: a\nx: 1\n",
  },
  {
    name: "documents that are none, or several",
    before: "kind: A\n---\nkind: A\n",
    edits: [
      { action: "set", document: { "/kind": "B" }, pointer: "/name", value: "c" },
      { action: "copyDocument", document: { "/kind": "A" }, edits: [] },
      { action: "insertDocument", after: { "/name": "b" }, value: { kind: "C" } },
    ],
    after: ["1:1 EDIT_DOCUMENT ", "1:1 EDIT_DOCUMENT ", "2:1 EDIT_DOCUMENT "],
  },
  {
    name: "documents that go",
    before: "# file\n\n# a\nkind: A\n---\nkind: B # b\n# end of b\n---\nkind: C\n---\nkind: D",
    edits: [
      { action: "removeDocument", document: { "/kind": "A" } },
      { action: "removeDocument", document: 1 },
      { action: "removeDocument", document: { "/kind": "D" } },
      { action: "removeDocument", document: { "/kind": "E" } },
      { action: "insertDocument", after: { "/kind": "B" }, value: { kind: "N" } },
    ],
    after: '# file\n\n---\nkind: "N"\n---\nkind: C\n',
  },
  {
    name: "a document that is not there, and one of several",
    before: "kind: A\n---\nkind: A\n",
    edits: [
      { action: "removeDocument", document: 2 },
      { action: "removeDocument", document: { "/kind": "A" } },
    ],
    after: ["4:1 EDIT_DOCUMENT ", "1:1 EDIT_DOCUMENT "],
  },
  {
    name: "a document that only its neighbour keeps apart from another",
    before: "a: 1\n---\nb: 2\n...\nc: 3\n",
    edits: [{ action: "removeDocument", document: 1 }],
    after: "a: 1\n---\nc: 3\n",
  },
  {
    name: "the first document, below what is about the file",
    before: "# license\n\n--- # first\n# about a\na: 1\n---\nb: 2\n",
    edits: [{ action: "removeDocument", document: 0 }],
    after: "# license\n\n---\nb: 2\n",
  },
  {
    name: "the first document of two on the lines of their markers",
    before: "# license\n--- {a: 1}\n--- {b: 2}\n",
    edits: [{ action: "removeDocument", document: 0 }],
    after: "# license\n--- {b: 2}\n",
  },
  {
    name: "the first document, with its directive",
    before: "# license\n%YAML 1.2\n---\na: 1\n---\nb: 2\n",
    edits: [{ action: "removeDocument", document: 0 }],
    after: "---\nb: 2\n",
  },
  {
    name: "a text that says how far it is indented",
    before: "a: |2\n    two\n   one\nb: >1\n  x\n",
    edits: [
      { action: "set", pointer: "/a", value: "v1\nv2\n" },
      { action: "set", pointer: "/b", value: "y" },
    ],
    after: "a: |\n   v1\n   v2\nb: >-\n  y\n",
  },
  {
    name: "an entry behind a comment, before a bracket on its own line",
    before: "a: {b: 1,\n    c: 2, # x\n  d: 3}\n",
    edits: [{ action: "remove", pointer: "/a/d" }],
    after: "a: {b: 1,\n    c: 2 # x\n  }\n",
  },
  {
    name: "a place that is deeper than any text",
    before: "a: 1\n",
    edits: [
      { action: "set", pointer: "/b".repeat(50_000), value: 1 },
      { action: "insert", pointer: "/b".repeat(50_000), value: 1 },
      { action: "remove", pointer: "/b".repeat(50_000) },
    ],
    after: ["1:1 EDIT_POINTER ", "1:1 EDIT_POINTER ", "1:1 EDIT_POINTER "],
  },
  {
    name: "blank lines that are part of a text above",
    before: "a: |+\n  x\n\nb: 1\n\n\nc: 2\n",
    edits: [{ action: "remove", pointer: "/b" }],
    after: ["4:4 EDIT_UNSAFE /b"],
  },
  {
    name: "a copy takes its own comments along",
    before:
      "# the file\n\n# a template\nkind: T\nname: 'a' # old\n# spare: 1\n\n# next\n---\nkind: X\n",
    edits: [
      {
        action: "copyDocument",
        document: 0,
        edits: [{ action: "set", pointer: "/name", value: "b" }],
      },
    ],
    after:
      "# the file\n\n# a template\nkind: T\nname: 'a' # old\n# spare: 1\n\n# next\n---\n# a template\nkind: T\nname: 'b' # old\n# spare: 1\n---\nkind: X\n",
  },
  {
    name: "a document that is there already",
    before: "a: 1\n---\n'b': 2\n",
    edits: [
      { action: "insertDocument", after: 0, value: { b: 2 } },
      {
        action: "copyDocument",
        document: 1,
        edits: [{ action: "set", pointer: "/b", value: 2 }],
      },
    ],
    after: "a: 1\n---\n'b': 2\n",
  },
])("$name", ({ before, edits, after }) => {
  expect(edit(before, edits)).toEqual(after);
});

test("a file may use an anchor often", () => {
  const uses = Array.from({ length: 500 }, (_, index) => `k${index}: *a\n`).join("");
  const before = `x: 1\nbase: &a {b: 1}\n${uses}`;
  const after = edit(before, [{ action: "set", pointer: "/x", value: 2 }]);
  expect(after).toBe(before.replace("x: 1", "x: 2"));
});

test.for([
  [
    "aliases of aliases",
    (level: number) => `[${Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ")}]`,
  ],
  ["a value that holds itself", (level: number) => `[*a${level}]`],
] as const)("%s are refused", ([, write]) => {
  const lines = Array.from({ length: 9 }, (_, at) => `k${at + 1}: &a${at + 1} ${write(at + 1)}\n`);
  const after = edit(`x: 1\nk0: &a0 [1]\n${lines.join("")}`, [
    { action: "set", pointer: "/x", value: 2 },
  ]);
  expect(after[0]).toMatch(/^2:5 READ_ANCHOR/u);
});

test("whatever the text and the edit, there is a text or a reason", () => {
  const piece = fc.constantFrom(
    ..."a b : - ? | > & * ! % # { } [ ] , ' \" \n \r \t --- ... << ~ &x *x !!str {{ }}".split(" "),
    "\n",
    "\n  ",
    ": ",
    "- ",
  );
  const action = fc.constantFrom("set", "remove", "insert", "rename");
  const edits = fc.array(
    fc.record({
      action,
      document: fc.integer({ min: -1, max: 2 }),
      pointer: fc.constantFrom("", "/a", "/b", "/a/b", "/0", "/a/0", "/-", "x", "/~1"),
      name: fc.string(),
      value: fc.jsonValue(),
    }),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), edits, (pieces, list) => {
      const before = pieces.join("");
      // The fields of other actions are left unread.
      const result = editYaml(before, list as unknown as readonly YamlEdit[], { file: "a.yaml" });
      expect(result.ok || result.diagnostics.length > 0).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

test("every finding says what to do about it", () => {
  for (const rule of Object.values(editDiagnostics.rules)) {
    expect(rule.remedy).toMatch(/^[A-Z].*\.$/u);
  }
});
