import { expect, test } from "vitest";

import { parsePackerManifest } from "./parse-packer-manifest.ts";
import { parsePackerOutput } from "./parse-packer-output.ts";

const header = "==> Builds finished. The artifacts of successful builds are:";
const ami = "ami-0123456789abcdef0";
const block = `--> noble: AMIs were created:\neu-west-1: ${ami}\n\n`;
const builds = [
  {
    name: "noble",
    builderType: "amazon-ebs",
    artifacts: [{ kind: "ami", region: "eu-west-1", id: ami }],
  },
];

function manifest(id: string, run = "1"): string {
  return JSON.stringify({
    builds: [
      {
        name: "noble",
        builder_type: "amazon-ebs",
        files: null,
        artifact_id: id,
        packer_run_uuid: run,
      },
    ],
    last_run_uuid: "1",
  });
}

test.for([
  { name: "repetitions", log: `${header}\n${block}${block}` },
  { name: "Windows line ends", log: `${header}\n${block}`.replaceAll("\n", "\r\n") },
  { name: "a coloured header", log: `\u001b[1;32m${header}\u001b[0m\n${block}` },
  { name: "an end without an empty line", log: `${header}\n${block.slice(0, -1)}` },
  { name: "a second copy that is cut off", log: `${header}\n${block}${block.slice(0, 60)}` },
  { name: "text of a shell below", log: `${header}\n${block}make: Leaving directory '/src'\n` },
  {
    name: "provisioners that imitate the list",
    log: `    noble: ${header}\n    noble: --> noble: AMIs were created:\n    noble: eu-west-1: ami-00000000\n==> noble: AMI: ami-11111111\n${header}\n${block}`,
  },
  {
    name: "an earlier run",
    log: `${header}\n--> noble: AMIs were created:\neu-west-1: ami-00000000\n\n==> noble: again\n${header}\n${block}`,
  },
  {
    name: "a type before the name",
    log: `${header}\n${block.replace("noble", "amazon-ebs.noble")}`,
  },
])("a log with $name is read", ({ log }) => {
  expect(parsePackerOutput({ log })).toEqual({ ok: true, value: builds, diagnostics: [] });
});

test.for([
  { name: "an empty log", log: "", codes: ["PACKER_OUTPUT_CUT"] },
  {
    name: "a log without its list",
    log: "==> noble: Creating AMI\n",
    codes: ["PACKER_OUTPUT_CUT"],
  },
  {
    name: "an id cut to a shorter valid one",
    log: `${header}\n${block.slice(0, -12)}`,
    codes: ["PACKER_OUTPUT_CUT"],
  },
  { name: "a list without blocks", log: `${header}\n`, codes: ["PACKER_OUTPUT_EMPTY"] },
  {
    name: "a build without artifact",
    log: `${header}\n--> noble: <nothing>\n`,
    codes: ["PACKER_OUTPUT_EMPTY"],
  },
  {
    name: "no artifacts and no failures",
    log: "==> Builds finished but no artifacts were created.\n",
    codes: ["PACKER_OUTPUT_EMPTY"],
  },
  {
    name: "a damaged line",
    log: `${header}\n${block.replace("ami-0", "ami-X")}`,
    codes: ["PACKER_OUTPUT_MALFORMED"],
  },
  {
    name: "an id of a length that is none",
    log: `${header}\n${block.replace(ami, "ami-0123456789")}`,
    codes: ["PACKER_OUTPUT_MALFORMED"],
  },
  {
    name: "an Azure id that is no image",
    log: `${header}\n--> sig: Azure.ResourceManagement.VMImage:\n\nOSType: Linux\nManagedImageId: /subscriptions/x\n\n`,
    codes: ["PACKER_OUTPUT_MALFORMED"],
  },
  {
    name: "a run that begins below the list",
    log: `${header}\n${block}==> noble: Prevalidating AMI Name\n`,
    codes: ["PACKER_OUTPUT_CUT"],
  },
  {
    name: "a blotted-out id",
    log: `${header}\n${block.replace(ami, "<sensitive>")}`,
    codes: ["PACKER_OUTPUT_MASKED"],
  },
  {
    name: "two ids in one region",
    log: `${header}\n${block}${block.replace("ami-0123", "ami-3210")}`,
    codes: ["PACKER_OUTPUT_CONTRADICTION"],
  },
  {
    name: "a heading that is cut off",
    log: `${header}\n--> noble: AMIs were cre`,
    codes: ["PACKER_OUTPUT_CUT"],
  },
  {
    name: "a folder that may be cut off",
    log: `${header}\n--> qemu: VM files in directory: ./outp`,
    codes: ["PACKER_OUTPUT_CUT"],
  },
])("$name is refused", ({ log, codes }) => {
  const parsed = parsePackerOutput({ log });
  expect({ ok: parsed.ok, codes: parsed.diagnostics.map(({ code }) => code) }).toEqual({
    ok: false,
    codes,
  });
});

test("a manifest fills in what the log blots out", () => {
  const log = `${header}\n${block.replace(ami, "<sensitive>")}`;
  const parsed = parsePackerOutput({ log, manifest: manifest(`eu-west-1:${ami}`) });
  expect(parsed).toEqual({ ok: true, value: builds, diagnostics: [] });
});

test("a build that fails beside others is a warning", () => {
  const failures =
    "==> Wait completed after 1s\n\n==> Some builds didn't complete successfully and had errors:\n--> jammy: it broke\n\n";
  const parsed = parsePackerOutput({ log: `${failures}${header}\n${block}` });
  expect(parsed.ok && parsed.value).toEqual(builds);
  expect(parsed.diagnostics.map(({ code }) => code)).toEqual(["PACKER_BUILD_PARTLY_FAILED"]);
});

test("a manifest left by an earlier run does not make up for a failed build", () => {
  const log =
    "==> Some builds didn't complete successfully and had errors:\n--> noble: it broke\n\n==> Builds finished but no artifacts were created.\n";
  const parsed = parsePackerOutput({ log, manifest: manifest(`eu-west-1:${ami}`) });
  expect(parsed.ok).toBe(false);
  expect(parsed.diagnostics.map(({ code }) => code)).toEqual(["PACKER_BUILD_FAILED"]);
});

test("only the last run of a manifest counts", () => {
  const text = JSON.stringify({
    builds: [
      {
        name: "noble",
        builder_type: "amazon-ebs",
        artifact_id: "eu-west-1:ami-00000000",
        packer_run_uuid: "0",
      },
      {
        name: "noble",
        builder_type: "amazon-ebs",
        artifact_id: `eu-west-1:${ami}`,
        packer_run_uuid: "1",
      },
    ],
    last_run_uuid: "1",
  });
  const parsed = parsePackerManifest(text);
  expect(parsed.ok && parsed.value).toEqual(builds);
  expect(parsed.diagnostics.map(({ code }) => code)).toEqual(["PACKER_MANIFEST_STALE"]);
});

test.for([
  { text: "", code: "PACKER_MANIFEST_INVALID" },
  { text: "{}", code: "PACKER_MANIFEST_INVALID" },
  { text: '{"builds":[7],"last_run_uuid":"1"}', code: "PACKER_MANIFEST_INVALID" },
  { text: '{"builds":[],"last_run_uuid":"1"}', code: "PACKER_OUTPUT_EMPTY" },
  { text: manifest("eu-west-1"), code: "PACKER_MANIFEST_INVALID" },
  { text: manifest(""), code: "PACKER_MANIFEST_INVALID" },
  { text: manifest(`eu-west-1:${ami},`), code: "PACKER_MANIFEST_INVALID" },
  { text: manifest(`eu-west-1:${ami}`).slice(0, -1), code: "PACKER_MANIFEST_INVALID" },
])("the manifest $text is refused: $code", ({ text, code }) => {
  const parsed = parsePackerManifest(text);
  expect(parsed.ok).toBe(false);
  expect(parsed.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
});

test("machine-readable text is decoded field by field", () => {
  const lines = [
    "1,,ui,say,a log line%!(PACKER_COMMA) with a comma",
    "not a line of Packer's",
    "1,noble,artifact-count,1",
    "1,noble,artifact,0,builder-id,mitchellh.amazonebs",
    `1,noble,artifact,0,id,eu-west-1:${ami}%!(PACKER_COMMA)us-east-1:ami-00000000`,
    `1,noble,artifact,0,string,AMIs were created:\\neu-west-1: ${ami}\\nus-east-1: ami-00000000\\n`,
    "1,noble,artifact,0,files-count,0",
    "1,noble,artifact,0,end",
  ];
  const parsed = parsePackerOutput({ machineReadable: `${lines.join("\n")}\n` });
  expect(parsed.ok && parsed.value[0]?.artifacts).toEqual([
    { kind: "ami", region: "eu-west-1", id: ami },
    { kind: "ami", region: "us-east-1", id: "ami-00000000" },
  ]);
});

test.for(["us-gov-west-1", "us-isob-east-1", "eusc-de-east-1", "ap-southeast-7"])(
  "an AMI in %s is read from log and manifest",
  (region) => {
    const artifacts = [{ kind: "ami", region, id: ami }];
    const log = `${header}\n${block.replace("eu-west-1", region)}`;
    for (const parsed of [
      parsePackerOutput({ log }),
      parsePackerManifest(manifest(`${region}:${ami}`)),
    ]) {
      expect(parsed.ok && parsed.value[0]?.artifacts).toEqual(artifacts);
    }
  },
);
