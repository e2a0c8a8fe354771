import type { Ec2Image } from "@imagewright/aws/lookup";

/** An AMI as DescribeImages gives it, with what Karpenter looks at beside. */
export interface KarpenterImage extends Ec2Image {
  /** `amazon` or `aws-marketplace`; other accounts have none. */
  readonly ImageOwnerAlias?: string | undefined;
  readonly Tags?:
    | readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]
    | undefined;
}
