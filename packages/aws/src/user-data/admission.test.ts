import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { isJsonObject } from "@imagewright/core";
import { readSingle } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { exampleBootstrap } from "./__fixtures__/example-bootstrap.ts";
import { type NodeBootstrap, renderNodeConfig } from "./index.ts";

const metadata = { name: "nodes" };

/** What upstream's schema says to a NodeConfig, apart from the name that no NodeConfig needs. */
function findings(bootstrap: NodeBootstrap, crds: string): readonly string[] {
  const read = readSingle(renderNodeConfig(bootstrap), { file: "node-config.yaml" });
  const value = read.ok ? read.value.value : null;
  const object = isJsonObject(value) ? { ...value, metadata } : value;
  return judgeCreation(object, folderSource(crds))
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ pointer }) => pointer);
}

test("a NodeConfig has the fields of upstream's schema", (context) => {
  const crds = requireUpstream(context, "crds");
  const { maxPods: _maxPods, cluster, ...rest } = exampleBootstrap;
  const { dnsClusterIp: _dns, ...access } = cluster;
  expect(findings({ ...rest, cluster: access, kubeletFlags: ["--v=4"] }, crds)).toEqual([]);
});

test("upstream's schema knows only maps inside the kubelet's configuration, which nodeadm does not mind", (context) => {
  const crds = requireUpstream(context, "crds");
  const kubeletConfig = { featureGates: { KubeletSeparateDiskGC: true } };
  expect(findings({ ...exampleBootstrap, kubeletConfig }, crds)).toEqual([
    "/spec/kubelet/config/maxPods",
    "/spec/kubelet/config/clusterDNS",
  ]);
});
