import type { ImageReferenceKind } from "./image-reference.ts";

/** Kinds whose text is laid out by a {@link ReferenceForm}; selectors have terms instead. */
export type PlainReferenceKind = Exclude<ImageReferenceKind, "karpenter-ami-selector">;

/** How the fields of a kind are laid out: `kind:path/path?query=…&query=…`. */
export interface ReferenceForm {
  readonly path: readonly string[];
  /** The first part of the path may be left out, together with its slash. */
  readonly optionalFirst?: boolean;
  readonly query: readonly string[];
  /** Holds without a query field only if this list is empty or one of its fields is there. */
  readonly oneOf?: readonly string[];
}

const plan = ["plan"] as const;

/** The layout of every plain kind. */
export const referenceForms: Readonly<Record<PlainReferenceKind, ReferenceForm>> = {
  ami: { path: ["region", "id"], optionalFirst: true, query: [] },
  "ami-lookup": { path: [], query: ["format", "org", "baseOs", "eksLookupType"] },
  "ssm-parameter": { path: ["name"], query: [] },
  "azure-gallery": {
    path: ["subscriptionId", "resourceGroup", "gallery", "definition", "version"],
    query: plan,
  },
  "azure-community-gallery": { path: ["gallery", "definition", "version"], query: plan },
  "azure-shared-gallery": { path: ["gallery", "definition", "version"], query: [] },
  "azure-marketplace": { path: ["publisher", "offer", "sku", "version"], query: ["thirdParty"] },
  "azure-managed-image": { path: ["subscriptionId", "resourceGroup", "name"], query: [] },
  "cloudstack-template": { path: [], query: ["zone", "id", "name"], oneOf: ["id", "name"] },
};

/** What CAPA can look up for EKS. */
export const lookupTypes = [
  "AmazonLinux",
  "AmazonLinuxGPU",
  "AmazonLinux2023",
  "AmazonLinux2023GPU",
] as const;
/** Fields of a selector term, in the order of its text. */
export const termFields = ["alias", "id", "name", "owner", "ssmParameter"] as const;

/** Every kind of reference, in the order of the documentation. */
export const imageReferenceKinds: readonly ImageReferenceKind[] = [
  "ami",
  "ami-lookup",
  "ssm-parameter",
  "azure-gallery",
  "azure-community-gallery",
  "azure-shared-gallery",
  "azure-marketplace",
  "azure-managed-image",
  "cloudstack-template",
  "karpenter-ami-selector",
];
