/** An AMI as DescribeImages gives it: the part that CAPA's search looks at. */
export interface Ec2Image {
  readonly ImageId?: string | undefined;
  readonly Name?: string | undefined;
  /** Account id. */
  readonly OwnerId?: string | undefined;
  /** @example "x86_64" */
  readonly Architecture?: string | undefined;
  /** @example "available" */
  readonly State?: string | undefined;
  /** @example "hvm" */
  readonly VirtualizationType?: string | undefined;
  /** @example "2026-11-03T10:00:00.000Z" */
  readonly CreationDate?: string | undefined;
  readonly DeprecationTime?: string | undefined;
}

/** One filter of DescribeImages: the image passes if one of the values matches. */
export interface Ec2Filter {
  readonly Name?: string | undefined;
  readonly Values?: readonly string[] | undefined;
}

/** EC2's word for an architecture. */
export type Ec2Architecture = "arm64" | "x86_64";

/** EC2's word for ours. */
export const ec2Architectures = { amd64: "x86_64", arm64: "arm64" } as const;
