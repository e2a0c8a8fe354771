import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { definition, plugins, widget } from "../__fixtures__/lint/widgets.ts";
import {
  type CliResult,
  type CliSetting,
  runCli,
  temporaryFolder,
} from "../__fixtures__/run-cli.ts";
import type { JsonReport, LintReport } from "../index.ts";

const good = widget("a", "size: 3");
const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\n";

/** Lints in a new folder that holds files. */
async function lint(
  files: Readonly<Record<string, string>>,
  argv: readonly string[] = [],
  setting: Partial<CliSetting> & { readonly arrange?: (folder: string) => void } = {},
): Promise<CliResult> {
  const cwd = temporaryFolder();
  for (const [name, text] of Object.entries({ "crds/widgets.yaml": definition, ...files })) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  setting.arrange?.(cwd);
  return await runCli(["lint", ...argv], { cwd, plugins, ...setting });
}

function isLintReport(one: JsonReport): one is LintReport {
  return one.command === "lint" && "objects" in one;
}

/** The report of a run with `--format json`. */
async function report(
  ...[files, argv = [], setting]: Parameters<typeof lint>
): Promise<LintReport> {
  const { stdout, stderr } = await lint(files, [...argv, "--format", "json"], setting);
  expect(stderr).toBe("");
  const parsed: JsonReport = JSON.parse(stdout);
  if (!isLintReport(parsed)) {
    throw new Error(`no report of lint: ${stdout}`);
  }
  return parsed;
}

const codes = ({ diagnostics }: LintReport): readonly string[] =>
  diagnostics.map(({ code, source }) =>
    source === undefined ? code : `${source.file}:${source.line}:${source.column} ${code}`,
  );

const verdicts = ({ objects }: LintReport): readonly string[] =>
  objects.map(({ name, verdict, isUpdate }) => `${name} ${verdict}${isUpdate ? " update" : ""}`);

test("a folder that is good", async () => {
  const files = { "m/a.yaml": good, "m/below/b.yml": widget("b", "size: 1") };
  expect(await lint(files, ["m", "--crds", "crds"])).toMatchObject({
    exitCode: 0,
    stdout: "2 files, 2 objects: 2 admitted, 0 refused\n",
    stderr: "",
  });
});

test("without a name it is this folder that is judged", async () => {
  expect(await lint({ "a.yaml": good }, ["--crds", "crds"])).toMatchObject({
    exitCode: 0,
    stdout: "2 files, 2 objects: 2 admitted, 0 refused\n",
  });
});

test("what people read of a folder that is not", async () => {
  const files = {
    "m/a.yaml": `${widget("a", "size: 12", "colour: red")}---\n${widget("b", "sise: 1")}`,
    "m/b.json": JSON.stringify({ apiVersion: "v1", kind: "List", items: [] }),
    "m/c.yaml": `${configMap}---\n${configMap.replace("name: c", "name: d")}`,
  };
  const { output, exitCode } = await lint(files, ["m", "--crds", "crds"]);
  const text = `$ imagewright lint m --crds crds\n${output}exit ${exitCode}\n`;
  const golden = new URL("../__golden__/lint/", import.meta.url);
  await expectGolden(golden, [{ path: "output.txt", text }]);
});

test("the report for programs says all of every object", async () => {
  const { stdout } = await lint({}, ["-", "--crds", "crds", "--format", "json"], {
    stdin: widget("a", "size: 12"),
  });
  expect(JSON.parse(stdout)).toEqual({
    formatVersion: 1,
    command: "lint",
    ok: false,
    exitCode: 1,
    files: ["<stdin>"],
    strict: false,
    hasDefinitions: true,
    targetVersions: {},
    summary: { objects: 1, admitted: 0, refused: 1, notJudged: 0 },
    objects: [
      {
        group: "example.com",
        version: "v1",
        kind: "Widget",
        name: "a",
        source: { file: "<stdin>", line: 1, column: 1 },
        pointer: "",
        isUpdate: false,
        verdict: "refused",
        unchecked: expect.any(Array),
      },
    ],
    diagnostics: expect.arrayContaining([
      expect.objectContaining({
        code: "ADMISSION_VALUE",
        source: { file: "<stdin>", line: 6, column: 9 },
      }),
    ]),
  });
});

test("without definitions it is said once how to get them, and rules are asked nevertheless", async () => {
  const found = await report({ "m/a.yaml": good, "m/b.yaml": widget("b", "colour: red") }, ["m"]);
  expect(codes(found)).toEqual(["LINT_SCHEMA_NOT_CHECKED", "m/b.yaml:6:11 WIDGET_RED"]);
  expect(found.diagnostics[0]?.hint).toContain("kubectl get crd -o yaml > crds.yaml");
  expect(found).toMatchObject({
    exitCode: 0,
    hasDefinitions: false,
    summary: { objects: 2, admitted: 0, refused: 0, notJudged: 2 },
  });
});

test("warnings fail with --strict alone", async () => {
  const files = { "m/a.yaml": widget("a", "colour: red") };
  const argv = ["m", "--crds", "crds"];
  expect(await report(files, argv)).toMatchObject({ ok: true, exitCode: 0, strict: false });
  const strict = [...argv, "--strict"];
  expect(await report(files, strict)).toMatchObject({ ok: false, exitCode: 1, strict: true });
  const plain = { "m/a.yaml": good };
  expect(await report(plain, strict)).toMatchObject({ ok: true, exitCode: 0 });
});

test("versions reach the rules, by commas and repeated, with and without v", async () => {
  const files = { "m/a.yaml": widget("a", "colour: red") };
  const argv = ["m", "--target-version", "capz=v1.0.0,capi=1.14", "--target-version", "capc=0.6.1"];
  expect(await report(files, argv)).toMatchObject({
    exitCode: 1,
    targetVersions: { capz: "1.0.0", capi: "1.14", capc: "0.6.1" },
    diagnostics: [{ code: "LINT_SCHEMA_NOT_CHECKED" }, { code: "WIDGET_RED", severity: "error" }],
  });
});

test("what is there already is updated", async () => {
  const files = {
    "old.yaml": `${widget("a", "size: 3")}---\n${widget("b", "size: 3")}`,
    "m/a.yaml": `${widget("a", "size: 4")}---\n${widget("b", "size: 3")}---\n${widget("c", "size: 4")}`,
  };
  const argv = ["m", "--crds", "crds", "--against", "old.yaml"];
  const found = await report(files, argv);
  expect(verdicts(found)).toEqual(["a refused update", "b admitted update", "c admitted"]);
  expect(codes(found)).toEqual(["m/a.yaml:6:3 WIDGET_FIXED"]);
  expect(found.files).toEqual(["m/a.yaml"]);
});

test("what is wrong with the old manifests is said too", async () => {
  const files = { "m/a.yaml": good, "old.yaml": "a: [" };
  const found = await report(files, ["m", "--crds", "crds", "--against", "old.yaml"]);
  expect(found.exitCode).toBe(1);
  expect(codes(found)).toEqual([expect.stringMatching(/^old\.yaml:1:\d READ_/u)]);
});

test("variables stay in the text, or get their values", async () => {
  const text = widget("${NAME}-0", "size: ${SIZE:=2}", "colour: '{{ .colour }} $${COLOUR}'");
  const files = { "m/a.yaml": text, "values.yaml": "NAME: a\nUNUSED: 7\n" };
  const kept = await report(files, ["m", "--crds", "crds"]);
  expect(verdicts(kept)).toEqual(["${NAME}-0 refused"]);
  expect(codes(kept)).toContain("m/a.yaml:6:9 ADMISSION_TYPE");
  const hints = kept.diagnostics
    .filter(({ severity }) => severity === "error")
    .map((one) => one.hint);
  expect(new Set(hints)).toEqual(
    new Set(["Give the variable its value, with `--variables FILE`."]),
  );
  const filled = await report(files, ["m", "--crds", "crds", "--variables", "values.yaml"]);
  expect(verdicts(filled)).toEqual(["a-0 admitted"]);
  expect(filled).toMatchObject({ exitCode: 0, diagnostics: [] });
});

test("a frame shows the text that was read, variables filled in", async () => {
  const files = { "m/a.yaml": widget("a", "size: ${SIZE}"), "values.yaml": "SIZE: 12\n" };
  const { stderr } = await lint(files, ["m", "--crds", "crds", "--variables", "values.yaml"]);
  expect(stderr).toContain("   6 |   size: 12\n     |         ^");
});

test("every variable that lacks a value is named, in every file", async () => {
  const files = {
    "m/a.yaml": widget("${A}", "size: ${B}"),
    "m/b.yaml": widget("${C}", "size: 1"),
    "values.yaml": "UNUSED: 1\n",
  };
  const found = await report(files, ["m", "--crds", "crds", "--variables", "values.yaml"]);
  expect(codes(found)).toEqual([
    "m/a.yaml:1:1 CAPI_VARIABLE_MISSING",
    "m/a.yaml:1:1 CAPI_VARIABLE_MISSING",
    "m/b.yaml:1:1 CAPI_VARIABLE_MISSING",
  ]);
});

test("a file that is reached in several ways is read once", async () => {
  const found = await report({ "m/a.yaml": good }, ["m", "m/a.yaml", "./m", "--crds", "crds"], {
    arrange: (folder) => {
      symlinkSync("a.yaml", join(folder, "m/link.yaml"));
      symlinkSync("..", join(folder, "m/round"));
    },
  });
  expect(found.files).toEqual(["m/a.yaml"]);
  expect(found.summary.objects).toBe(1);
});

test("files are judged in the order of their names, whatever is named first", async () => {
  const files = {
    "m/b.yaml": widget("b", "size: 1"),
    "m/a.yaml": good,
    "z.yaml": widget("z", "{}"),
  };
  const found = await report({ ...files, "z.yaml": widget("z", "size: 1") }, ["z.yaml", "m"]);
  expect(verdicts(found)).toEqual(["z notJudged", "a notJudged", "b notJudged"]);
});

test("what cannot be read hides nothing of the rest, and all stands in the order of files", async () => {
  const files = {
    "m/a.yaml": widget("a", "colour: red"),
    "m/b/empty.yaml": "",
    "m/d.yaml": widget("d", "size: 12", "colour: red"),
    "m/e.yaml": "a: [",
    "m/f.yaml": widget("f", "colour: red"),
  };
  const found = await report(files, ["m", "--crds", "crds"], {
    arrange: (folder) => {
      writeFileSync(join(folder, "m/c.yaml"), new Uint8Array([0x61, 0xff]));
      symlinkSync("/etc", join(folder, "m/g.yaml"));
    },
  });
  expect(codes(found)).toEqual([
    "m/a.yaml:6:11 WIDGET_RED",
    "m/b/empty.yaml:1:1 FILE_EMPTY",
    expect.stringMatching(/^m\/c\.yaml:1:\d READ_/u),
    "m/d.yaml:6:9 ADMISSION_VALUE",
    "m/d.yaml:7:11 WIDGET_RED",
    expect.stringMatching(/^m\/e\.yaml:1:\d READ_/u),
    "m/f.yaml:6:11 WIDGET_RED",
    "m/g.yaml:1:1 FILE_LINK_OUTSIDE",
  ]);
  expect(found).toMatchObject({ exitCode: 1, summary: { objects: 3, admitted: 2, refused: 1 } });
});

test("definitions come from several places: folders, files, dumps", async () => {
  const gadget = definition.replaceAll("Widget", "Gadget").replaceAll("widgets", "gadgets");
  const files = {
    "more.yaml": `apiVersion: v1\nkind: List\nitems:\n${indent(gadget)}`,
    "m/a.yaml": `${good}---\n${good.replace("Widget", "Gadget")}`,
  };
  const found = await report(files, ["m", "--crds", "crds", "--crds", "more.yaml"]);
  expect(found).toMatchObject({ exitCode: 0, summary: { admitted: 2 }, diagnostics: [] });
});

test("a template of CloudFormation is passed over", async () => {
  const text = "Resources:\n  Role:\n    Type: !Ref Kind\n    Value: !Sub '${Name}-${Kind}'\n";
  const found = await report({ "m/a.yaml": good, "m/stack.yaml": text }, ["m", "--crds", "crds"]);
  expect(codes(found)).toEqual(["m/stack.yaml:1:1 LINT_OTHER_DOCUMENT"]);
  expect(found.exitCode).toBe(0);
});

test("our own providers judge, where no others are given", async () => {
  const text = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta3
kind: CloudStackMachineTemplate
metadata: { name: a }
spec: { template: { spec: { affinity: Anti, template: { name: node } } } }
`;
  const cwd = temporaryFolder();
  const argv = ["lint", "-", "--format", "json"];
  const { stdout } = await runCli(argv, { cwd, stdin: text });
  const parsed: JsonReport = JSON.parse(stdout);
  expect(parsed.diagnostics.map(({ code }) => code)).toContain("CLOUDSTACK_AFFINITY_VALUE");
});

function indent(text: string): string {
  return text.replaceAll(/^/gmu, "    ").replace("    ", "  - ").replace(/ +$/u, "");
}
