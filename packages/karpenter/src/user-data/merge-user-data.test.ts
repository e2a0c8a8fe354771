import { readFileSync } from "node:fs";
import { join } from "node:path";

import { isJsonObject, type JsonObject, textAt } from "@imagewright/core";
import { readSingle } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import type { AmiFamily } from "../index.ts";
import { mapAt, mapsAt, scalarText, textsOf } from "../json-parts.ts";
import { type BootstrapFacts, mergeUserData } from "../read/index.ts";

const cases: readonly (readonly [string, AmiFamily])[] = [
  ["al2-empty", "AL2"],
  ["al2-mime", "AL2"],
  ["al2023-empty", "AL2023"],
  ["al2023-shell", "AL2023"],
  ["bottlerocket-empty", "Bottlerocket"],
  ["windows-empty", "Windows2022"],
];

test.for(cases)("%s comes out as Karpenter's own test has it", ([name, family], context) => {
  const file = join(requireUpstream(context, "karpenter/userdata"), `${name}.yaml`);
  const read = readSingle(readFileSync(file, "utf8"), { file });
  const golden = read.ok && isJsonObject(read.value.value) ? read.value.value : {};
  expect(textAt(golden, "/amiFamily")).toBe(family);
  const userData = textAt(golden, "/inputs/userData") ?? "";
  const merged = mergeUserData(family, userData, factsOf(golden));
  expect(merged.diagnostics).toEqual([]);
  // Upstream's test compares without line feeds, and its expected text lacks some.
  expect(joined(merged.ok ? merged.value : undefined)).toBe(joined(textAt(golden, "/expected")));
});

function joined(text: string | undefined): string | undefined {
  return text?.replaceAll("\n", "");
}

function factsOf(golden: JsonObject): BootstrapFacts {
  const inputs = mapAt(golden, "/inputs");
  const serviceCidr = textAt(inputs, "/clusterServiceCIDR");
  const [dnsClusterIp] = textsOf(inputs["clusterDNS"]);
  return {
    cluster: {
      name: textAt(inputs, "/clusterName") ?? "",
      endpoint: textAt(inputs, "/clusterEndpoint") ?? "",
      certificateAuthority: textAt(inputs, "/clusterCABundleBase64") ?? "",
      ...(serviceCidr !== undefined && { serviceCidr }),
      ...(dnsClusterIp !== undefined && { dnsClusterIp }),
    },
    kubelet: { maxPods: Number(mapAt(inputs, "/kubelet")["maxPods"]) },
    labels: Object.fromEntries(
      Object.entries(mapAt(inputs, "/labels")).map(([key, value]) => [key, scalarText(value)]),
    ),
    taints: mapsAt(inputs, "/taints").map(({ map }) => {
      const value = textAt(map, "/value");
      const key = textAt(map, "/key") ?? "";
      return { key, effect: "NoExecute", ...(value !== undefined && { value }) };
    }),
  };
}

const facts: BootstrapFacts = {
  cluster: {
    name: "c",
    endpoint: "https://c",
    certificateAuthority: "Y2E=",
    serviceCidr: "10.100.0.0/16",
    dnsClusterIp: "fd00::a",
  },
  kubelet: {
    podsPerCore: 4,
    kubeReserved: { memory: "1Gi", cpu: "1" },
    evictionHard: { "memory.available": "5%" },
    evictionSoft: { "memory.available": "10%" },
    evictionSoftGracePeriod: { "memory.available": "90s" },
    imageGCHighThresholdPercent: 80,
    cpuCFSQuota: false,
  },
  taints: [{ key: "karpenter.sh/unregistered", effect: "NoExecute" }],
  instanceStorePolicy: "RAID0",
};

/** The merged text, or the codes and messages of its refusal. */
function merge(family: AmiFamily, userData: string, given: BootstrapFacts = facts): string {
  const merged = mergeUserData(family, userData, given);
  return merged.ok
    ? merged.value
    : merged.diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n");
}

test("settings of the class are flags on Amazon Linux 2, maps by their keys", () => {
  expect(merge("AL2", "").split("\n").slice(8, -1)).toEqual([
    "/etc/eks/bootstrap.sh 'c' --apiserver-endpoint 'https://c' --b64-cluster-ca 'Y2E=' \\",
    "--ip-family ipv6 \\",
    "--dns-cluster-ip 'fd00::a' \\",
    `--kubelet-extra-args '--register-with-taints="karpenter.sh/unregistered:NoExecute" --pods-per-core=4 --kube-reserved="cpu=1,memory=1Gi" --eviction-hard="memory.available<5%" --eviction-soft="memory.available<10%" --eviction-soft-grace-period="memory.available=1m30s" --image-gc-high-threshold=80 --cpu-cfs-quota=false' \\`,
    "--local-disks raid0",
    "--//--",
  ]);
});

test("settings of the class are a NodeConfig on Amazon Linux 2023", () => {
  const [, config = ""] = merge("AL2023", "")
    .split("    kubelet:\n")
    .join("  kubelet:\n")
    .split("  kubelet:\n");
  expect(
    config
      .split("\n\n--//--")[0]
      ?.split("\n")
      .map((line) => line.slice(4)),
  ).toEqual([
    "config:",
    "  clusterDNS:",
    "  - fd00::a",
    "  cpuCFSQuota: false",
    "  evictionHard:",
    "    memory.available: 5%",
    "  evictionSoft:",
    "    memory.available: 10%",
    "  evictionSoftGracePeriod:",
    "    memory.available: 1m30s",
    "  imageGCHighThresholdPercent: 80",
    "  kubeReserved:",
    '    cpu: "1"',
    "    memory: 1Gi",
    "  podsPerCore: 4",
    "  registerWithTaints:",
    "  - effect: NoExecute",
    "    key: karpenter.sh/unregistered",
  ]);
  expect(merge("AL2023", "")).toContain("  instance:\n    localStorage:\n      strategy: RAID0\n");
});

test("Bottlerocket keeps other settings, and Karpenter's own win", () => {
  const own = `
[settings.kubernetes]
cluster-name = "mine"
kube-api-qps = 30
[settings.kubernetes.node-labels]
team = "it's"
[settings.kubernetes.node-taints]
mine = ["a:NoSchedule"]
[settings.host-containers.admin]
enabled = true
`;
  expect(merge("Bottlerocket", own, { ...facts, bottlerocketVersion: "v1.46.0" })).toBe(`[settings]
[settings.bootstrap-commands]
[settings.bootstrap-commands.000-mount-instance-storage]
commands = [['apiclient', 'ephemeral-storage', 'init'], ['apiclient', 'ephemeral-storage', 'bind']]
mode = 'always'
essential = true

[settings.host-containers]
[settings.host-containers.admin]
enabled = true

[settings.kubernetes]
api-server = 'https://c'
cluster-certificate = 'Y2E='
cluster-name = 'c'
cluster-dns-ip = 'fd00::a'
kube-api-qps = 30
image-gc-high-threshold-percent = '80'
cpu-cfs-quota-enforced = false

[settings.kubernetes.node-labels]
team = "it's"

[settings.kubernetes.node-taints]
'karpenter.sh/unregistered' = [':NoExecute']

[settings.kubernetes.eviction-hard]
'memory.available' = '5%'

[settings.kubernetes.eviction-soft]
'memory.available' = '10%'

[settings.kubernetes.eviction-soft-grace-period]
'memory.available' = '1m30s'

[settings.kubernetes.kube-reserved]
cpu = '1'
memory = '1Gi'
`);
  expect(merge("Bottlerocket", "")).toContain(
    "'bind', '--dirs', '/var/lib/containerd', '/var/lib/kubelet', '/var/log/pods']",
  );
});

test("Windows runs the class's own commands first; Custom gets what it says", () => {
  expect(merge("Windows2022", "echo 1").split("\n").slice(0, 2)).toEqual([
    "<powershell>",
    "echo 1",
  ]);
  expect(merge("Custom", "x\r\n")).toBe("x\r\n");
});

const archive = `Content-Type: multipart/mixed; boundary=b
MIME-Version: 1.0

--b
content-type: text/cloud-config
content-transfer-encoding: quoted-printable
X-Team: a
  b

#cloud-config
a: =C3=A4=
b
--b
`;

test("an archive's parts keep their headers on AL2, their type alone on AL2023", () => {
  const head = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="//"\n\n--//\n';
  const body = "\n\n#cloud-config\na: äb\n--//\n";
  const start = (text: string): string => text.slice(0, text.indexOf(body) + body.length);
  expect(start(merge("AL2", archive))).toBe(
    `${head}Content-Type: text/cloud-config\nX-Team: a b${body}`,
  );
  expect(start(merge("AL2023", archive))).toBe(`${head}Content-Type: text/cloud-config${body}`);
});

test.for<readonly [string, string]>([
  ["#!/bin/bash\necho a\n", "text/x-shellscript"],
  ["kind: NodeConfig\n", "application/node.eks.aws"],
  ['{"kind": "NodeConfig"}', "application/node.eks.aws"],
  ["#cloud-config\na: b\n", "application/node.eks.aws"],
  ["#!/bin/bash\n# nothing\n", "application/node.eks.aws"],
  ["#!/bin/bash\nif [ -f x ]; then\n\techo y\nfi\n", "text/x-shellscript"],
])("on AL2023 %j is taken for %s", ([text, type]) => {
  expect(merge("AL2023", text)).toContain(`--//\nContent-Type: ${type}`);
  expect(merge("AL2023", text).split("--//\n")).toHaveLength(3);
});

test.for<readonly [string, AmiFamily, string, string]>([
  [
    "blanks before the headers",
    "AL2",
    `\n${archive}`,
    "KARPENTER_USERDATA_FORM the archive does not begin with its headers, one of them a multipart type",
  ],
  [
    "no boundary",
    "AL2023",
    "Content-Type: multipart/mixed\n\n",
    "KARPENTER_USERDATA_FORM the archive names no boundary",
  ],
  [
    "no end",
    "AL2",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n",
    "KARPENTER_USERDATA_FORM the archive does not end with its boundary",
  ],
  [
    "an empty part",
    "AL2",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n--b--\n",
    "KARPENTER_USERDATA_FORM a part lacks the empty line between its headers and its body",
  ],
  [
    "Karpenter's boundary",
    "AL2",
    "#!/bin/bash\ncat <<E\n--//\nE\n",
    "KARPENTER_USERDATA_FORM a line is the boundary of Karpenter's archive",
  ],
  [
    "a map with a key twice",
    "AL2023",
    "a: 1\na: 2\n",
    "KARPENTER_USERDATA_FORM whether the text is a map depends on who reads it",
  ],
  [
    "base64 on AL2023",
    "AL2023",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\nYQ==\n--b--\n",
    "KARPENTER_USERDATA_FORM a part is in base64, and Karpenter drops the header that says so",
  ],
  ["no TOML", "Bottlerocket", "#!/bin/bash\necho\n", "KARPENTER_USERDATA_TOML"],
  [
    "another type than Karpenter's",
    "Bottlerocket",
    "[settings.kubernetes]\ncluster-dns-ip = ['a']\n",
    "KARPENTER_SETTING_TYPE settings.kubernetes.cluster-dns-ip is of a type that Karpenter cannot read",
  ],
  ["Ubuntu", "Ubuntu", "", "KARPENTER_MERGE_FACT Karpenter has no family Ubuntu since v1"],
])("%s is refused", ([, family, text, refusal]) => {
  expect(merge(family, text)).toContain(refusal);
  expect(mergeUserData(family, text, facts).ok).toBe(false);
});

test("facts that no class or cluster has are refused", () => {
  const { serviceCidr: _cidr, ...cluster } = facts.cluster;
  expect(merge("AL2023", "", { ...facts, cluster })).toBe(
    "KARPENTER_MERGE_FACT AL2023 needs the address range of the cluster's services",
  );
  expect(merge("AL2", "", { ...facts, labels: { "a'b": "c" } })).toContain("KARPENTER_LABEL");
});

test("whatever the user data is, the merge has an answer", () => {
  const families: readonly AmiFamily[] = ["AL2", "AL2023", "Bottlerocket", "Custom", "Windows2022"];
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "--b",
      "--b--",
      "",
      "Content-Type: multipart/mixed; boundary=b",
      "=C3",
      "[settings]",
      "a = 1",
    ),
  );
  const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(fc.constantFrom(...families), text, (family, userData) => {
      const merged = mergeUserData(family, userData, facts);
      expect(merged.ok || merged.diagnostics.length > 0).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
