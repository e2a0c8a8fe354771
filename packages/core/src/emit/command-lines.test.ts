import { requireTool } from "@imagewright/testkit";
import { describe, expect, test } from "vitest";

import { runJudge } from "./__fixtures__/run-judge.ts";
import { emitCommand, emitMakeLine, shellWord, shellWords } from "./index.ts";

test.for([
  { text: "a-b_c/d:e=f.g,h@i%j+k", word: "a-b_c/d:e=f.g,h@i%j+k" },
  { text: "", word: "''" },
  { text: "it's", word: "'it'\\''s'" },
  { text: "~", word: "'~'" },
  { text: "a\nb", word: "'a\nb'" },
  { text: "é", word: "'é'" },
])("the shell word of $text is $word", ({ text, word }) => {
  expect(shellWord(text)).toBe(word);
});

test("words have one blank between them", () => {
  expect(shellWords(["a", "b c", ""])).toBe("a 'b c' ''");
  expect(shellWords([])).toBe("");
});

describe("a command", () => {
  test("that fits stands on one line", () => {
    expect(emitCommand(["echo", "a b", "--", "-c"])).toBe("echo 'a b' -- -c\n");
  });

  test("that is too wide has one option a line, each beside its value", () => {
    const command = emitCommand([
      "/etc/eks/bootstrap.sh",
      "prod",
      "--apiserver-endpoint",
      "https://example.org",
      "--kubelet-extra-args",
      "--node-labels=a=b --max-pods=40",
      "--b64-cluster-ca",
      "A".repeat(120),
      "--use-max-pods=false",
    ]);
    expect(command).toBe(`/etc/eks/bootstrap.sh prod \\
  --apiserver-endpoint https://example.org \\
  --kubelet-extra-args '--node-labels=a=b --max-pods=40' \\
  --b64-cluster-ca ${"A".repeat(120)} \\
  --use-max-pods=false
`);
  });

  test("with many operands is filled line by line", () => {
    const command = emitCommand([
      "ls",
      ...Array.from({ length: 40 }, (_, index) => `file-${index}`),
    ]);
    expect(Math.max(...command.split("\n").map((line) => line.length))).toBeLessThanOrEqual(102);
    expect(command.replaceAll(" \\\n  ", " ")).toMatch(/^ls file-0 .* file-39\n$/u);
  });

  test.for(["a=b", "if", "case", "while", "function", "time", "%1", "-x", "!", "{", "a b"])(
    "whose program is %j has it quoted",
    (name) => {
      expect(emitCommand([name, "c"])).toBe(`'${name}' c\n`);
    },
  );

  test.for([[], [""]])("without a program is refused", (words) => {
    expect(() => emitCommand(words)).toThrow(/name of a program/u);
  });

  test.for(["if", "a=b", "time"])("runs a program called %s", (name, context) => {
    const bash = requireTool(context, "bash");
    const script = `PATH=$PWD:$PATH\nprintf '#!/bin/sh\\nprintf ran-%%s "$1"\\n' > ${shellWord(name)}\nchmod +x ${shellWord(name)}\n`;
    expect(runJudge(bash, ["script"], { script: script + emitCommand([name, "c"]) }).stdout).toBe(
      "ran-c",
    );
  });
});

describe("a make line", () => {
  test("has folder, goals and variables in this order", () => {
    const line = {
      directory: "images/capi",
      goals: ["build-ami-ubuntu-2404"],
      variables: { k8s: "1.33", PACKER_VAR_FILES: "/a/b.json" },
    };
    expect(emitMakeLine(line)).toBe(
      "make -C images/capi build-ami-ubuntu-2404 k8s=1.33 PACKER_VAR_FILES=/a/b.json\n",
    );
  });

  test.for([
    "$(shell touch owned)",
    "${HOME}",
    "a';touch owned;'b",
    "`touch owned`",
    "a b",
    "#a",
    "a\nb",
    "*",
    "",
    "a\\",
    '"',
    "~",
    "é",
    "a=b",
  ])("refuses the value %j", (value) => {
    expect(() => emitMakeLine({ goals: ["build"], variables: { v: value } })).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({ sink: "make", pointer: "/variables/v" }),
      }),
    );
  });

  test.for([
    { goals: ["-f"], variables: {} },
    { goals: ["a b"], variables: {} },
    { goals: [""], variables: {} },
    { goals: ["$(shell id)"], variables: {} },
    { goals: ["a"], variables: { SHELL: "/tmp/a" } },
    { goals: ["a"], variables: { "a-b": "c" } },
    { goals: ["a"], variables: { "$(x)": "c" } },
    { directory: "-f", goals: [], variables: {} },
    { directory: "my folder", goals: [], variables: {} },
  ])("refuses %j", (line) => {
    expect(() => emitMakeLine(line)).toThrow(expect.objectContaining({ code: "VALUE_REFUSED" }));
  });
});
