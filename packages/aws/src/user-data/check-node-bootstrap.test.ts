import { expect, test } from "vitest";

import { exampleBootstrap } from "./__fixtures__/example-bootstrap.ts";
import { checkNodeBootstrap, type EksUserDataFormat, type NodeBootstrap } from "./index.ts";

const { cluster } = exampleBootstrap;

function findings(bootstrap: NodeBootstrap, format: EksUserDataFormat = "nodeadm"): string[] {
  return checkNodeBootstrap(bootstrap, format).map(({ code, pointer }) => `${code} ${pointer}`);
}

function withCluster(change: Partial<NodeBootstrap["cluster"]>): NodeBootstrap {
  return { ...exampleBootstrap, cluster: { ...cluster, ...change } };
}

test.for(["bootstrap.sh", "bottlerocket", "nodeadm"] as const)(
  "the example has no error for %s",
  (format) => {
    const found = checkNodeBootstrap(exampleBootstrap, format);
    expect(found.filter(({ severity }) => severity !== "info")).toEqual([]);
  },
);

test.for<[string, NodeBootstrap, readonly string[]]>([
  [
    "a placeholder as name",
    withCluster({ name: "<my-cluster>" }),
    ["USERDATA_CLUSTER_NAME /cluster/name"],
  ],
  ["a comma in the name", withCluster({ name: "a,b" }), ["USERDATA_CLUSTER_NAME /cluster/name"]],
  [
    "an ampersand in the endpoint",
    withCluster({ endpoint: "https://a/?b&c" }),
    ["USERDATA_ENDPOINT /cluster/endpoint"],
  ],
  [
    "plain HTTP",
    withCluster({ endpoint: "http://example.com" }),
    ["USERDATA_ENDPOINT /cluster/endpoint"],
  ],
  [
    "an authority that is no base64",
    withCluster({ certificateAuthority: "<ca>" }),
    ["USERDATA_CA_ENCODING /cluster/certificateAuthority"],
  ],
  [
    "an authority of several lines",
    withCluster({ certificateAuthority: "YWJj\nZGVm" }),
    ["USERDATA_CA_ENCODING /cluster/certificateAuthority"],
  ],
  [
    "an authority that is no certificate",
    withCluster({ certificateAuthority: "YWJj" }),
    ["USERDATA_CA_NO_CERTIFICATE /cluster/certificateAuthority"],
  ],
  [
    "the seed's misspelt DNS address",
    withCluster({ dnsClusterIp: "serivceIpv4Cidr.10" }),
    ["USERDATA_ADDRESS /cluster/dnsClusterIp"],
  ],
  [
    "a range without bits",
    withCluster({ serviceCidr: "10.100.0.0" }),
    ["USERDATA_ADDRESS /cluster/serviceCidr"],
  ],
  [
    "an octet of 256",
    withCluster({ serviceCidr: "10.256.0.0/16" }),
    ["USERDATA_ADDRESS /cluster/serviceCidr"],
  ],
  [
    "nine groups",
    withCluster({ dnsClusterIp: "1:2:3:4:5:6:7:8:9" }),
    ["USERDATA_ADDRESS /cluster/dnsClusterIp"],
  ],
  ["no pods at all", { cluster, maxPods: 0 }, ["USERDATA_MAX_PODS /maxPods"]],
  [
    "two answers about pods",
    { cluster, maxPods: 40, useMaxPods: false },
    ["USERDATA_MAX_PODS /useMaxPods", "USERDATA_FIELD_NOT_CARRIED /useMaxPods"],
  ],
  [
    "a label value with a line feed",
    { cluster, nodeLabels: { a: "b\nc" } },
    ["USERDATA_LABEL /nodeLabels/a"],
  ],
  [
    "a label key with two slashes",
    { cluster, nodeLabels: { "a/b/c": "" } },
    ["USERDATA_LABEL /nodeLabels/a~1b~1c"],
  ],
  [
    "a label of Kubernetes",
    { cluster, nodeLabels: { "node-role.kubernetes.io/worker": "" } },
    ["USERDATA_LABEL_RESTRICTED /nodeLabels/node-role.kubernetes.io~1worker"],
  ],
  [
    "labels a kubelet may set",
    {
      cluster,
      nodeLabels: {
        "node.kubernetes.io/x": "",
        "kubernetes.io/arch": "arm64",
        "topology.kubernetes.io/zone": "a",
      },
    },
    [],
  ],
  [
    "an empty taint value",
    { cluster, taints: [{ key: "a", value: "", effect: "NoExecute" }] },
    ["USERDATA_TAINT /taints/0/value"],
  ],
  [
    "a taint key with a colon",
    { cluster, taints: [{ key: "a:b", effect: "NoExecute" }] },
    ["USERDATA_TAINT /taints/0/key"],
  ],
  [
    "the same taint twice",
    {
      cluster,
      taints: [
        { key: "a", effect: "NoExecute" },
        { key: "a", value: "b", effect: "NoExecute" },
      ],
    },
    ["USERDATA_TAINT /taints/1"],
  ],
  [
    "a flag with a blank",
    { cluster, kubeletFlags: ["--v=2 --v=3"] },
    ["USERDATA_FLAG /kubeletFlags/0"],
  ],
  [
    "a flag with a quote",
    { cluster, kubeletFlags: ["--a='b'"] },
    ["USERDATA_FLAG /kubeletFlags/0"],
  ],
  [
    "a flag that a field stands for",
    { cluster, kubeletFlags: ["--max-pods=40"] },
    ["USERDATA_FIELD_OWNED /kubeletFlags/0"],
  ],
  [
    "a configuration key that a field stands for",
    { cluster, kubeletConfig: { maxPods: 40 } },
    ["USERDATA_FIELD_OWNED /kubeletConfig/maxPods"],
  ],
])("%s", ([, bootstrap, expected]) => {
  expect(findings(bootstrap)).toEqual(expected);
});

test("every problem is reported at once", () => {
  const broken = {
    ...withCluster({ name: "", endpoint: "" }),
    nodeLabels: { "": "" },
    maxPods: -1,
  };
  expect(findings(broken)).toHaveLength(4);
});

const { serviceCidr, dnsClusterIp, ...bare } = cluster;

test.for<[EksUserDataFormat, NodeBootstrap, readonly string[]]>([
  ["nodeadm", { cluster: bare }, ["USERDATA_CIDR_MISSING /cluster/serviceCidr"]],
  ["bootstrap.sh", { cluster: bare }, []],
  [
    "bootstrap.sh",
    { cluster: { ...bare, serviceCidr: serviceCidr ?? "" } },
    ["USERDATA_CIDR_FLAG_NEW /cluster/serviceCidr"],
  ],
  [
    "bootstrap.sh",
    { cluster, kubeletConfig: { a: 1 } },
    ["USERDATA_FIELD_NOT_CARRIED /kubeletConfig"],
  ],
  [
    "bottlerocket",
    { cluster: { ...bare, serviceCidr: serviceCidr ?? "" } },
    ["USERDATA_CIDR_AS_DNS /cluster/serviceCidr"],
  ],
  [
    "bottlerocket",
    {
      cluster: { ...bare, dnsClusterIp: dnsClusterIp ?? "" },
      kubeletFlags: ["--v=4"],
      kubeletConfig: { a: 1 },
      useMaxPods: false,
    },
    [
      "USERDATA_FIELD_NOT_CARRIED /kubeletConfig",
      "USERDATA_FIELD_NOT_CARRIED /kubeletFlags",
      "USERDATA_FIELD_NOT_CARRIED /useMaxPods",
    ],
  ],
])("%s reports what it has no place for", ([format, bootstrap, expected]) => {
  expect(findings(bootstrap, format)).toEqual(expected);
});
