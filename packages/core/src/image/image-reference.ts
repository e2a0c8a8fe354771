/**
 * What a manifest can point at: one union for every provider, told apart by `kind`.
 *
 * Each form has one canonical text, see {@link formatImageReference}.
 */
export type ImageReference =
  | AmiReference
  | AmiLookupReference
  | SsmParameterReference
  | AzureGalleryReference
  | AzureCommunityGalleryReference
  | AzureSharedGalleryReference
  | AzureMarketplaceReference
  | AzureManagedImageReference
  | CloudStackTemplateReference
  | KarpenterAmiSelectorReference;

export type ImageReferenceKind = ImageReference["kind"];

/** One AMI in one region. */
export interface AmiReference {
  readonly kind: "ami";
  /** Left out where a manifest names the AMI alone: its cluster knows the region. @example "eu-west-1" */
  readonly region?: string;
  /** @example "ami-09709369c53539c11" */
  readonly id: string;
}

/** CAPA's search for an AMI by name; what is left out follows the cluster, then CAPA's default. */
export interface AmiLookupReference {
  readonly kind: "ami-lookup";
  /** Go template of the image's name. @example "capa-ami-{{.BaseOS}}-?{{.K8sVersion}}-*" */
  readonly format?: string;
  /** Account that owns the image. @example "819546954734" */
  readonly org?: string;
  /** @example "ubuntu-24.04" */
  readonly baseOs?: string;
  /** EKS only: CAPA asks an SSM parameter of this family instead. */
  readonly eksLookupType?:
    | "AmazonLinux"
    | "AmazonLinuxGPU"
    | "AmazonLinux2023"
    | "AmazonLinux2023GPU";
}

/** An SSM parameter whose value is an AMI id. */
export interface SsmParameterReference {
  readonly kind: "ssm-parameter";
  /** @example "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended/image_id" */
  readonly name: string;
}

/** Purchase plan of an image that a third party publishes. */
export interface AzurePlan {
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
}

/** One version of an image definition in a private compute gallery. */
export interface AzureGalleryReference {
  readonly kind: "azure-gallery";
  /** Subscription id (GUID). */
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly gallery: string;
  /** Image definition. */
  readonly definition: string;
  /** `Major.Minor.Patch`, or `latest`. */
  readonly version: string;
  readonly plan?: AzurePlan;
}

/** One version in a gallery that is shared with everybody. */
export interface AzureCommunityGalleryReference {
  readonly kind: "azure-community-gallery";
  /** Public name: prefix and GUID. */
  readonly gallery: string;
  readonly definition: string;
  readonly version: string;
  readonly plan?: AzurePlan;
}

/** One version in a gallery that is shared directly with a subscription or tenant. */
export interface AzureSharedGalleryReference {
  readonly kind: "azure-shared-gallery";
  /** Unique name of the gallery. */
  readonly gallery: string;
  readonly definition: string;
  readonly version: string;
}

/** A marketplace image: Azure's URN, part by part. */
export interface AzureMarketplaceReference {
  readonly kind: "azure-marketplace";
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
  readonly version: string;
  /** Published by a third party: its terms have to be accepted, and a plan is sent. */
  readonly thirdParty: boolean;
}

/** A managed image by its ARM id. */
export interface AzureManagedImageReference {
  readonly kind: "azure-managed-image";
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

/** A CloudStack template: by id, by name, or by both, which then have to agree. */
export interface CloudStackTemplateReference {
  readonly kind: "cloudstack-template";
  /** Name of the zone that holds it, where that is known. */
  readonly zone?: string;
  readonly id?: string;
  readonly name?: string;
}

/** Karpenter's selector: terms are alternatives, the fields of one term all have to match. */
export interface KarpenterAmiSelectorReference {
  readonly kind: "karpenter-ami-selector";
  readonly terms: readonly AmiSelectorTerm[];
}

/** One term of an AMI selector. */
export interface AmiSelectorTerm {
  /** @example "al2023@v20260714" */
  readonly alias?: string;
  readonly id?: string;
  readonly name?: string;
  /** Account id, `self`, `amazon` or `aws-marketplace`. */
  readonly owner?: string;
  readonly ssmParameter?: string;
  readonly tags?: { readonly [name: string]: string };
}
