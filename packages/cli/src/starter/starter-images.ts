import type { StarterImage } from "./starter-part.ts";

/** The images the starter's targets are for, in the order they are written. */
export const starterImages: readonly StarterImage[] = [
  {
    name: "ubuntu-2404",
    spec: `\
  # What is on the disk, whoever runs the machine.
  - name: ubuntu-2404
    kubernetes:
      version: 1.35.8
      source: { kind: package, revision: "1.1" } # as pkgs.k8s.io lists it: 1.35.8-1.1
    os:
      distribution: ubuntu
      release: "24.04" # in quotes: a release is a name, not a number
    architecture: amd64
    # More that an image can say; without it the builder's defaults hold:
    # containerRuntime: { containerd: 2.2.1, runc: 1.4.3 }
    # packages: [nfs-common]
    # preloadedImages: [registry.k8s.io/pause:3.10.2]
`,
    record: `\
  - name: ubuntu-2404-1.35.8-20261103
    kubernetesVersion: 1.35.8
    os: { distribution: ubuntu, release: "24.04" }
    architecture: amd64
    created: "2026-11-03T10:00:00Z"
    references:
`,
  },
  {
    name: "al2023-eks",
    spec: `\
  # Amazon Linux for EKS; its binaries come from the bucket that Amazon publishes.
  - name: al2023-eks
    kubernetes:
      version: 1.35.6
      source: { kind: bucket, bucket: amazon-eks, region: us-west-2, buildDate: "2026-07-05" }
    os: { distribution: amazon-linux, release: "2023" }
    architecture: amd64
`,
    record: `\
  - name: al2023-eks-1.35.6-20261103
    kubernetesVersion: 1.35.6
    os: { distribution: amazon-linux, release: "2023" }
    architecture: amd64
    userDataFormat: nodeadm
    created: "2026-11-03T11:00:00Z"
    references:
`,
  },
];
