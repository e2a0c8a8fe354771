import { encodeBase64 } from "@imagewright/core";
import { expect, test } from "vitest";

import { exampleBootstrap } from "./__fixtures__/example-bootstrap.ts";
import {
  readMultipart,
  renderBottlerocketSettings,
  renderBootstrapScript,
  renderMultipart,
  renderNodeConfig,
  type UserDataFamily,
  type UserDataReader,
} from "./index.ts";
import { checkUserData } from "./read/index.ts";

const config = renderNodeConfig(exampleBootstrap);
const script = renderBootstrapScript(exampleBootstrap);
const hello = "#!/bin/bash\necho hello\n";
const part =
  "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  kubelet:\n    flags: [--v=4]\n";
const archive = renderMultipart([
  { kind: "shell-script", text: hello },
  { kind: "node-config", text: config },
]);

type Delivery = NonNullable<UserDataReader["delivery"]>;

function codes(family: UserDataFamily, delivery: Delivery, text: string): string {
  return checkUserData(text, { family, delivery })
    .map(({ code, pointer }) => (pointer === "" ? code : `${code} ${pointer}`))
    .join("; ");
}

test.for<readonly [UserDataFamily, Delivery, string, string]>([
  ["al2", "whole", script, ""],
  ["al2", "whole", hello, "USERDATA_BOOTSTRAP_NONE"],
  ["al2", "whole", config, "USERDATA_FAMILY; USERDATA_BOOTSTRAP_NONE"],
  ["al2", "merged", hello, "USERDATA_NOT_MULTIPART"],
  ["al2", "merged", renderMultipart([{ kind: "shell-script", text: hello }]), ""],
  [
    "al2",
    "merged",
    renderMultipart([{ kind: "shell-script", text: script }]),
    "USERDATA_BOOTSTRAP_TWICE /0",
  ],
  ["ubuntu", "whole", script, "USERDATA_CALL_UBUNTU"],
  ["al2023", "whole", config, ""],
  ["al2023", "whole", `---\n${config}`, ""],
  ["al2023", "whole", archive, ""],
  ["al2023", "whole", `${config}---\n${part}`, "USERDATA_NODE_CONFIG_SEVERAL"],
  ["al2023", "whole", hello, "USERDATA_NODE_CONFIG_NONE"],
  ["al2023", "whole", "", "USERDATA_NODE_CONFIG_NONE"],
  ["al2023", "merged", "", ""],
  ["al2023", "whole", script, "USERDATA_BOOTSTRAP_GONE; USERDATA_NODE_CONFIG_NONE"],
  ["al2023", "merged", part, ""],
  ["al2023", "merged", config, "USERDATA_CLUSTER_REPEATED /spec/cluster"],
  [
    "al2023",
    "whole",
    part,
    ["name", "apiServerEndpoint", "certificateAuthority", "cidr"]
      .map((field) => `USERDATA_NODE_CONFIG_INCOMPLETE /spec/cluster/${field}`)
      .join("; "),
  ],
  [
    "al2023",
    "whole",
    renderMultipart([
      { kind: "node-config", text: config },
      { kind: "node-config", text: part.replace("flags", "Flags") },
    ]),
    "USERDATA_FIELD_UNKNOWN /1/spec/kubelet/Flags",
  ],
  ["al2023", "whole", `\n${archive}`, "USERDATA_MIME_START"],
  ["al2023", "whole", "apiVersion: a\n b: c\n", "READ_NESTED_MAPPING /apiVersion"],
  ["al2023", "whole", archive.replace(config, encodeBase64(config)), ""],
  ["bottlerocket", "whole", renderBottlerocketSettings(exampleBootstrap), ""],
  ["bottlerocket", "whole", archive, "USERDATA_FAMILY"],
  ["bottlerocket", "whole", config, "USERDATA_FAMILY"],
  ["bottlerocket", "merged", "[settings.host-containers.admin]\nenabled = true\n", ""],
  ["bottlerocket", "merged", '[settings."a.b"]\nc = 1\n', "USERDATA_TOML_MERGE"],
  [
    "bottlerocket",
    "whole",
    "[settings.kubernetes]\ncluster-name = 'a'\n",
    "USERDATA_SETTING_MISSING /settings/kubernetes/api-server; USERDATA_SETTING_MISSING /settings/kubernetes/cluster-certificate",
  ],
  ["windows", "merged", "<powershell>\nWrite-Host a\n</powershell>\n", ""],
  ["windows", "merged", "Write-Host a\n", "USERDATA_POWERSHELL"],
  [
    "windows",
    "whole",
    "<powershell>\n& C:\\Start-EKSBootstrap.ps1 -APIServerEndpoint 'a'\n</powershell>\n",
    "USERDATA_CALL_NAME; USERDATA_CALL_HALF",
  ],
  [
    "windows",
    "whole",
    "<powershell>\n& C:\\Start-EKSBootstrap.ps1 -EKSClusterName 'a'\n</powershell>\n",
    "",
  ],
  ["windows", "whole", "<powershell>\n& C:\\Start-EKSBootstrap.ps1 @a\n</powershell>\n", ""],
  ["windows", "whole", "<powershell>\nWrite-Host a\n</powershell>\n", "USERDATA_BOOTSTRAP_NONE"],
  [
    "windows",
    "merged",
    '<powershell>\n& "C:\\Start-EKSBootstrap.ps1"\n</powershell>\n',
    "USERDATA_BOOTSTRAP_TWICE",
  ],
])("what is wrong with %s user data that is %s, case %#", ([family, delivery, text, found]) => {
  expect(codes(family, delivery, text)).toBe(found);
});

test("too large is too large in every form", () => {
  expect(codes("al2", "whole", `${script}${"#".repeat(17_000)}\n`)).toBe("USERDATA_TOO_LARGE");
});

const two =
  'Content-Type: multipart/mixed; boundary="B"\n\n--B\nContent-Type: text/x-shellscript\n\n#!/bin/sh\n--B--\n';

test.for([
  ["spaces first", ` ${two}`, "USERDATA_MIME_START"],
  ["a boundary of slashes without quotes", two.replaceAll('"B"', "//"), "USERDATA_MIME_BOUNDARY"],
  ["no boundary", two.replace('; boundary="B"', ""), "USERDATA_MIME_BOUNDARY"],
  ["headers that do not end", two.replace('"B"\n\n', '"B"\n'), "USERDATA_MIME_STRUCTURE"],
  ["no end", two.replace("--B--\n", ""), "USERDATA_MIME_STRUCTURE"],
  ["no empty line before a body", two.replace("script\n\n", "script\n"), "USERDATA_MIME_STRUCTURE"],
  ["a part without a proper type", two.replace("text/x-", "text x-"), "USERDATA_MIME_STRUCTURE"],
  ["a script with CR LF", two.replace("sh\n", "sh\r\n"), "USERDATA_MIME_LINE_ENDS"],
  ["no archive", "Content-Type: text/plain\n\nhello\n", "USERDATA_MIME_STRUCTURE"],
  [
    "base64 that is none",
    two.replace("script\n\n#", "script\nContent-Transfer-Encoding: base64\n\n#"),
    "USERDATA_MIME_ENCODING",
  ],
])("an archive with %s is refused", ([, text, code]) => {
  expect(readMultipart(text ?? "")).toMatchObject({ ok: false, diagnostics: [{ code }] });
});

const gzip = encodeBase64(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0));

test("a compressed part is left as it is, and its NodeConfig is not checked", () => {
  const text = two.replace(
    "text/x-shellscript\n\n#!/bin/sh",
    `application/node.eks.aws\nContent-Transfer-Encoding: base64\n\n${gzip}`,
  );
  expect(readMultipart(text)).toMatchObject({ value: [{ text: gzip, isCompressed: true }] });
  expect(codes("al2023", "whole", text)).toBe("USERDATA_NOT_CHECKED /0");
  const bare = text.replace("Content-Transfer-Encoding: base64\n", "");
  expect(codes("al2023", "whole", bare)).toBe("USERDATA_NOT_CHECKED /0");
});

function judge(text: string): readonly string[] {
  return checkUserData(text).map(({ code }) => code);
}

test("the node's own reading is all that counts where no family is known", () => {
  expect(judge(hello)).toEqual([]);
  expect(judge(config)).toEqual([]);
  expect(judge(part)).toHaveLength(4);
  expect(judge(archive.replace("Flags", "flags"))).toEqual([]);
  expect(judge(hello.replaceAll("\n", "\r\n"))).toEqual(["USERDATA_MIME_LINE_ENDS"]);
});

test("a text for containerd has to be TOML", () => {
  const text = `${config}  containerd:\n    config: "a = "\n`;
  expect(codes("al2023", "whole", text)).toBe("READ_SYNTAX /spec/containerd/config");
});

test("headers may end in CR LF, may be continued, and their case is no matter", () => {
  const text =
    'mime-version: 1.0\r\nCONTENT-TYPE: multipart/mixed;\r\n boundary="B"\r\n\r\n--B\r\ncontent-type: Text/X-ShellScript; charset="us-ascii"\r\nContent-Disposition: attachment; filename="a.sh"\r\n\r\n#!/bin/sh\n\n--B--\n';
  expect(readMultipart(text)).toEqual({
    ok: true,
    value: [{ contentType: "text/x-shellscript", filename: "a.sh", text: "#!/bin/sh\n" }],
    diagnostics: [],
  });
});

test("the empty part that CAPA writes is passed over with a note", () => {
  const text = two.replace("--B\n", "--B\n--B\n");
  expect(readMultipart(text)).toMatchObject({
    ok: true,
    value: [{ text: "#!/bin/sh" }],
    diagnostics: [{ code: "USERDATA_MIME_EMPTY", severity: "info", pointer: "/0" }],
  });
});

test("text beyond ASCII survives the way through an archive", () => {
  const text = "#!/bin/sh\n# Grüße, 世界 🚀\n";
  const read = readMultipart(renderMultipart([{ kind: "shell-script", text }]));
  expect(read.ok && read.value[0]?.text).toBe(text);
});
