import {
  bindTarget,
  createImageCatalog,
  formatDiagnostic,
  type NodeImage,
  renderTarget,
} from "@imagewright/core";
import { karpenter, type KarpenterTarget } from "@imagewright/karpenter";

const image: NodeImage = {
  name: "eks-al2023",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "amazon-linux", release: "2023" },
  architecture: "arm64",
  rootVolume: { sizeGiB: 80 },
};

const target: KarpenterTarget = {
  name: "karpenter",
  provider: "karpenter",
  image: "eks-al2023",
  region: "eu-west-1",
  nodeClasses: [
    {
      name: "default",
      role: "KarpenterNodeRole-production",
      subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "production" } }],
      securityGroupSelectorTerms: [{ tags: { "karpenter.sh/discovery": "production" } }],
    },
  ],
  nodePools: [
    {
      name: "general",
      nodeClass: "default",
      requirements: [
        { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m", "r"] },
      ],
      disruption: { budgets: [{ nodes: "10%", reasons: ["Drifted"] }] },
    },
  ],
};

// What the `eks` target of the same spec built, as a catalog file says it.
const catalog = createImageCatalog([
  {
    name: "eks-al2023-1.34.1-20261103",
    kubernetesVersion: "1.34.1",
    os: image.os,
    architecture: "arm64",
    references: [{ kind: "ami", region: "eu-west-1", id: "ami-0123456789abcdef0" }],
    components: {},
    userDataFormat: "nodeadm",
    created: "2026-11-03T10:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
  },
]);

const bound = bindTarget(karpenter, image, target);
const rendered = bound.ok ? renderTarget(bound.value, { catalog }) : bound;
if (!rendered.ok) {
  throw new Error(rendered.diagnostics.map(formatDiagnostic).join("\n"));
}

/** karpenter/ec2-node-class-default.yaml and karpenter/node-pool-general.yaml */
export const artifacts = rendered.value;
