import {
  encodeBase64,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  manifestSet,
} from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import {
  checkBootstrapCalls,
  checkBottlerocketSettings,
  checkUserDataForm,
  parseBootstrapScript,
  parseBottlerocketSettings,
  parseNodeConfig,
  readMultipart,
  readNodeConfig,
  type UserDataFamily,
} from "../user-data/index.ts";
import { checkUserData } from "../user-data/read/index.ts";
import {
  convertEksConfig,
  eksManifestRules,
  launchImages,
  readAmiType,
  readBootstrapObject,
  readEksTemplate,
  readEksVariableFile,
  readImageParameterName,
  readInstanceNetwork,
  readKubernetesTag,
  readNodeGroup,
  readPublishedAmiName,
  readReleaseVersion,
  readStackParameters,
  writeLaunchImage,
} from "./index.ts";
import { checkLaunchDocument, eksTextRules } from "./read/index.ts";

const families: readonly (UserDataFamily | undefined)[] = [
  "al2",
  "al2023",
  "bottlerocket",
  "ubuntu",
  "windows",
  undefined,
];

/** Everything that takes a text. */
function readText(text: string): void {
  for (const family of families) {
    for (const delivery of ["merged", "whole"] as const) {
      const reader = { delivery, ...(family !== undefined && { family }) };
      checkUserData(text, reader);
      checkUserDataForm(text, reader);
    }
  }
  checkBootstrapCalls(text, { amiRelease: "20230101" });
  readMultipart(text);
  parseBootstrapScript(text);
  readPublishedAmiName(text);
  readImageParameterName(text);
  readKubernetesTag(text);
  readReleaseVersion(text);
  readAmiType(text, text);
}

/** Everything that takes data. */
function readData(value: JsonValue): void {
  readNodeConfig(value, { amiRelease: "20250101" });
  parseNodeConfig(value);
  checkBottlerocketSettings(value, { minor: "1.30" });
  parseBottlerocketSettings(value);
  readNodeGroup(value);
  readStackParameters(value);
  readEksTemplate(value);
  readEksVariableFile(value, { era: "templates-al2023", release: "2023" });
  readInstanceNetwork(value);
  if (!isJsonObject(value)) {
    return;
  }
  const read = readBootstrapObject(value);
  if (read.ok && (read.value.kind === "EKSConfig" || read.value.kind === "EKSConfigTemplate")) {
    convertEksConfig(read.value.spec);
  }
  const found = launchImages(value);
  // Each writing reads the document again.
  for (const one of found.ok ? found.value.slice(0, 2) : []) {
    expect(writeLaunchImage(value, one)).toMatchObject({ ok: true });
  }
  writeLaunchImage(value, { pointer: "/a/0", reference: { kind: "ami", id: "ami-1" } });
  checkLaunchDocument(value, { usedBy: "self-managed", family: "al2" });
  checkLaunchDocument(value, { usedBy: "managed-node-group" });
  for (const { kinds, group, check } of [...eksManifestRules, ...eksTextRules]) {
    const manifests = manifestSet([value]);
    const context = { group, version: "v1", object: value, manifests, targetVersions: {} };
    for (const kind of kinds) {
      check({ ...context, kind });
    }
  }
}

const words = fc.constantFrom(
  ..."apiVersion kind metadata spec template type data stringData userData value kubelet flags config".split(
    " ",
  ),
  ..."cluster containerd featureGates instance environment localStorage network settings".split(
    " ",
  ),
  ..."kubernetes max-pods node-labels node-taints eviction-hard kubeletExtraArgs files users".split(
    " ",
  ),
  ..."Parameters Resources Type Properties LaunchTemplateData ImageId UserData Ref Default".split(
    " ",
  ),
  ..."Fn::If Fn::Base64 NetworkInterfaces variables bootstrap configRef infrastructureRef".split(
    " ",
  ),
  "__proto__",
  "constructor",
  "",
);

const texts = fc.oneof(
  words,
  fc.constantFrom(
    "AWS::EC2::LaunchTemplate",
    "node.eks.aws/v1alpha1",
    "NodeConfig",
    "EKSConfig",
    "bootstrap.cluster.x-k8s.io/v1beta2",
    "cluster.x-k8s.io/secret",
    "--node-labels=a=b",
    "H4sIAAAA",
  ),
  fc.string({ unit: "binary" }),
);

const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    texts,
    fc.constantFrom(null, true, false, 0, -1, 1.5, 1e300),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(words, tie("value"), { maxKeys: 6 }),
  ),
}));

test("no data makes a reader or a rule fail", () => {
  fc.assert(
    fc.property(value, (data) => {
      readData(data);
    }),
    { numRuns: 10_000 },
  );
});

const lines = fc.constantFrom(
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="B"',
  "Content-Type: application/node.eks.aws",
  "Content-Transfer-Encoding: base64",
  "--B",
  "--B--",
  "",
  " x",
  "#!/bin/bash",
  "/etc/eks/bootstrap.sh a \\",
  "  --kubelet-extra-args '--v=2",
  "apiVersion: node.eks.aws/v1alpha1",
  "kind: NodeConfig",
  "spec: {kubelet: {flags: {a: 1}}}",
  "[settings.kubernetes]",
  "node-taints = 1",
  "<powershell>",
  "& Start-EKSBootstrap.ps1 -EKSClusterName a",
  "</powershell>",
  "\r",
  "\u0000",
  "\ud800",
);

test("no text makes a reader fail", () => {
  const text = fc.oneof(
    fc
      .array(fc.oneof(lines, fc.string({ unit: "binary", maxLength: 20 })))
      .map((all) => all.join("\n")),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(text, (one) => {
      readText(one);
    }),
    { numRuns: 3000 },
  );
});

const head = 'Content-Type: multipart/mixed; boundary="B"\n\n';
const call = "/etc/eks/bootstrap.sh";
const million = 1_000_000;

/** Texts that cost the square of their length where something looks back or ahead too far. */
test.for<readonly [string, string]>([
  ["boundaries", `${head}${"--B\n".repeat(million / 4)}--B--\n`],
  ["parts", `${head}${"--B\nContent-Type: text/x-a\n\nx\n".repeat(million / 30)}--B--\n`],
  ["headers", `${"A: b\n".repeat(million / 5)}\n`],
  ["lines that go on", `Content-Type: multipart/mixed;\n${" x\n".repeat(million / 3)}`],
  ["blanks in a line", `${head}--B\n\n${" ".repeat(million)}x\n--B--\n`],
  ["blanks after a boundary", `${head}--B${" ".repeat(million)}x\n--B--\n`],
  [
    "base64",
    `${head}--B\nContent-Transfer-Encoding: base64\n\n${"YQ==".repeat(10)}${"A".repeat(million)}\n--B--\n`,
  ],
  ["calls", `${call} a\n`.repeat(million / 25)],
  ["calls in one line", `${call} a;`.repeat(million / 25)],
  ["names in one line", `${call} `.repeat(million / 22)],
  ["names without a blank", call.repeat(million / 22)],
  ["names in a comment", `#${`${call} `.repeat(million / 22)}`],
  ["brackets that are never closed", `${call} $(`.repeat(million / 25)],
  ["braces that are never closed", `${call} \${`.repeat(million / 25)],
  ["quotes", `${call} '`.repeat(million / 25)],
  ["words", `${call} ${"a ".repeat(million / 2)}`],
  ["percent signs", `${call} a --kubelet-extra-args '${"%".repeat(million)}'`],
  ["backslashes", `${call} a ${"\\ ".repeat(million / 2)}x`],
  ["brackets of YAML", `kind: ${"[".repeat(million)}`],
  ["one bracket of TOML", `a = ${"[".repeat(million)}`],
  ["tags of PowerShell", "<powershell>".repeat(million / 12)],
])("a megabyte of %s takes no time to speak of", ([, text]) => {
  expect(() => {
    readText(text);
    // What is too large for EC2 is not looked at; just below that it is.
    readText(text.slice(0, 16_000));
  }).not.toThrow();
});

function many(count: number, entry: (index: number) => readonly [string, JsonValue]): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => entry(index)));
}

function nested(depth: number, wrap: (inner: JsonValue) => JsonValue): JsonValue {
  let inner: JsonValue = "a";
  for (let level = 0; level < depth; level += 1) {
    inner = wrap(inner);
  }
  return inner;
}

const launchTemplate = (ImageId: JsonValue): JsonObject => ({
  Type: "AWS::EC2::LaunchTemplate",
  Properties: { LaunchTemplateData: { ImageId } },
});

const nodeConfig = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig" };
const long = "a".repeat(million);

test.for<readonly [string, JsonValue]>([
  [
    "launch templates",
    { Resources: many(20_000, (index) => [`T${index}`, launchTemplate({ Ref: `P${index}` })]) },
  ],
  [
    "parameters",
    {
      Parameters: many(20_000, (index) => [`P${index}`, { Default: "ami-09709369c53539c11" }]),
      Resources: many(20_000, (index) => [`T${index}`, launchTemplate({ Ref: `P${index}` })]),
    },
  ],
  [
    "branches",
    {
      Resources: {
        T: launchTemplate(nested(500, (inner) => ({ "Fn::If": ["C", inner, "ami-1"] }))),
      },
    },
  ],
  [
    "flags",
    { ...nodeConfig, spec: { kubelet: { flags: Array.from({ length: 50_000 }, () => "--a=b") } } },
  ],
  [
    "a flag",
    { ...nodeConfig, spec: { kubelet: { flags: [`--a="${long}`, `--a=${'"'.repeat(million)}`] } } },
  ],
  ["unknown fields", { ...nodeConfig, spec: many(20_000, (index) => [`field${index}`, 1]) }],
  [
    "gates",
    { ...nodeConfig, spec: { featureGates: many(20_000, (index) => [`G${index}`, true]) } },
  ],
  ["settings", { settings: { kubernetes: many(20_000, (index) => [`k${index}`, 1]) } }],
  [
    "long values of settings",
    {
      settings: {
        kubernetes: {
          "container-log-max-size": `${"1".repeat(million)}x`,
          "shutdown-grace-period": `${"1".repeat(million)}x`,
          "cluster-domain": "a-".repeat(million / 2),
          "reserved-cpus": `${"1-1,".repeat(million / 4)}x`,
          "node-labels": { [long]: long },
          "node-taints": { a: Array.from({ length: 50_000 }, () => "a:b") },
        },
      },
    },
  ],
  [
    "parameters of a stack",
    Array.from({ length: 50_000 }, (_, index) => ({
      ParameterKey: `P${index}`,
      ParameterValue: "a",
    })),
  ],
  ["variables", many(5000, (index) => [`variable_${index}`, "a"])],
  [
    "user data in a Secret",
    {
      type: "cluster.x-k8s.io/secret",
      data: { value: encodeBase64(`${head}${"--B\n".repeat(100_000)}`) },
    },
  ],
])("thousands of %s take no time to speak of", ([, data]) => {
  expect(() => {
    readData(data);
  }).not.toThrow();
});
