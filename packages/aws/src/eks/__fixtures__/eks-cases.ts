import type { NodeImage } from "@imagewright/core";

import type { EksBuildTarget } from "../options.ts";

/** A build that looks like a real one. */
export interface EksCase {
  readonly name: string;
  readonly image: NodeImage;
  readonly target: EksBuildTarget;
}

const header = { name: "eks", provider: "eks" } as const;

/** The documentation's first example, with its architecture in EC2's spelling. */
export const documented: EksCase = {
  name: "documented",
  image: {
    name: "al2",
    kubernetes: {
      version: "1.17.9",
      source: { kind: "bucket", bucket: "amazon-eks", buildDate: "2020-08-04" },
    },
    os: { distribution: "amazon-linux", release: "2" },
    architecture: "amd64",
  },
  target: { ...header, image: "al2", build: { era: "single" } },
};

/** The documentation's example with a bucket of one's own, and the architecture it leaves out. */
export const ownBucket: EksCase = {
  name: "own-bucket",
  image: {
    ...documented.image,
    kubernetes: {
      version: "1.14.9",
      source: {
        kind: "bucket",
        bucket: "my-custom-bucket",
        region: "eu-west-1",
        buildDate: "2020-01-22",
      },
    },
  },
  target: documented.target,
};

/** Amazon Linux 2 as it was built last. */
export const amazonLinux2: EksCase = {
  name: "amazon-linux-2",
  image: {
    name: "al2-gpu",
    kubernetes: {
      version: "1.32.9",
      source: { kind: "bucket", bucket: "amazon-eks", buildDate: "2025-11-05" },
    },
    os: { distribution: "amazon-linux", release: "2", kernel: "5.10" },
    architecture: "amd64",
    containerRuntime: { containerd: "1.7.29" },
    cni: { version: "1.2.0" },
    gpu: { vendor: "nvidia", version: "570.195.03" },
  },
  target: {
    ...header,
    image: "al2-gpu",
    build: { era: "templates", region: "us-gov-west-1", volume: { sizeGiB: 12, type: "gp3" } },
  },
};

/** A build between the eras with and without folders. */
const varFile: EksCase = {
  name: "var-file",
  image: {
    name: "al2-1-27",
    kubernetes: {
      version: "1.27.9",
      source: { kind: "bucket", bucket: "amazon-eks", buildDate: "2024-01-04" },
    },
    os: { distribution: "amazon-linux", release: "2" },
    architecture: "arm64",
    hardening: { fips: true },
  },
  target: {
    ...header,
    image: "al2-1-27",
    build: {
      era: "single-varfile",
      region: "eu-west-1",
      variables: { additional_yum_repos: "repo=a.repo,name=A;repo=b.repo,name=B" },
    },
  },
};

/** Today's build, with everything a platform team asks for. */
export const production: EksCase = {
  name: "production",
  image: {
    name: "al2023",
    kubernetes: {
      version: "1.34.9",
      source: { kind: "bucket", bucket: "amazon-eks", buildDate: "2026-07-05" },
    },
    os: { distribution: "amazon-linux", release: "2023", kernel: "6.12" },
    architecture: "arm64",
    containerRuntime: { containerd: "2.1.5", runc: "1.3.4" },
    hardening: { fips: true },
    rootVolume: { sizeGiB: 20 },
  },
  target: {
    ...header,
    image: "al2023",
    build: {
      region: "eu-west-1",
      amiName: "platform-eks-1.34-v20261121",
      instanceType: "m7g.xlarge",
      copyTo: ["eu-central-1", "us-east-1"],
      shareWith: { users: ["123456789012", "210987654321"] },
      encrypted: true,
      kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:alias/node-images",
      subnetId: "subnet-0a1b2c3d4e5f60718",
      iamInstanceProfile: "node-image-builder",
      variables: {
        ami_description: "Platform's node image, `date`: $(id) \"quoted\" $HOME",
        ssh_interface: "session_manager",
      },
    },
  },
};

export const eksCases: readonly EksCase[] = [
  documented,
  ownBucket,
  amazonLinux2,
  varFile,
  production,
];
