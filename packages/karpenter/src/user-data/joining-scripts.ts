import { type BootstrapFacts, dnsAddresses } from "./bootstrap-facts.ts";
import { kubeletArguments } from "./kubelet-arguments.ts";

/** The part that joins a node of Amazon Linux 2. */
export function bootstrapPart(facts: BootstrapFacts): string {
  const { cluster, kubelet, instanceStorePolicy } = facts;
  const [dns] = dnsAddresses(facts);
  const call = [
    `/etc/eks/bootstrap.sh '${cluster.name}' --apiserver-endpoint '${cluster.endpoint}' --b64-cluster-ca '${cluster.certificateAuthority}'`,
    ...(dns?.includes(":") === true ? ["--ip-family ipv6"] : []),
    ...(dns === undefined ? [] : [`--dns-cluster-ip '${dns}'`]),
    ...(kubelet?.maxPods === undefined ? [] : ["--use-max-pods false"]),
    `--kubelet-extra-args '${kubeletArguments(facts)}'`,
    ...(instanceStorePolicy === undefined ? [] : ["--local-disks raid0"]),
  ];
  return [
    "#!/bin/bash -xe",
    "exec > >(tee /var/log/user-data.log|logger -t user-data -s 2>/dev/console) 2>&1",
    call.join(" \\\n"),
  ].join("\n");
}

/** The user data of a Windows node: the class's own commands, then the call that joins. */
export function windowsUserData(userData: string, facts: BootstrapFacts): string {
  const { cluster } = facts;
  const [dns] = dnsAddresses(facts);
  const call = [
    `& $EKSBootstrapScriptFile -EKSClusterName '${cluster.name}' -APIServerEndpoint '${cluster.endpoint}'`,
    `-Base64ClusterCA '${cluster.certificateAuthority}'`,
    `-KubeletExtraArgs '${kubeletArguments(facts)}'`,
    ...(dns === undefined ? [] : [`-DNSClusterIP '${dns}'`]),
  ];
  return [
    "<powershell>",
    ...(userData === "" ? [] : [userData]),
    String.raw`[string]$EKSBootstrapScriptFile = "$env:ProgramFiles\Amazon\EKS\Start-EKSBootstrap.ps1"`,
    call.join(" "),
    "</powershell>",
  ].join("\n");
}
