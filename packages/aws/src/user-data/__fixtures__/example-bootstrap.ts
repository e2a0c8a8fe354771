import { encodeBase64 } from "@imagewright/core";

import type { NodeBootstrap } from "../node-bootstrap.ts";

/** Base64 of a PEM text that is short, and no real certificate. */
const exampleAuthority = encodeBase64(
  "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUZXhhbXBsZQ==\n-----END CERTIFICATE-----\n",
);

/** What a node of the seed's cluster would say, with live values. */
export const exampleBootstrap: NodeBootstrap = {
  cluster: {
    name: "production",
    endpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
    certificateAuthority: exampleAuthority,
    serviceCidr: "10.100.0.0/16",
    dnsClusterIp: "10.100.0.10",
  },
  maxPods: 40,
  nodeLabels: { "example.com/team": "platform", tier: "general" },
  taints: [
    { key: "dedicated", value: "batch", effect: "NoSchedule" },
    { key: "example.com/warming", effect: "NoExecute" },
  ],
};
