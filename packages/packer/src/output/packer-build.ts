/** One build that succeeded, as Packer reports it. */
export interface PackerBuild {
  /** Name of the builder without its type, e.g. `ubuntu-24.04` or `sig-ubuntu-2404`. */
  readonly name: string;
  /** Type of the builder, e.g. `amazon-ebs`, `azure-arm`, `qemu`; absent where nothing says it. */
  readonly builderType?: string;
  /** What the build made, without repetitions, in a stable order. */
  readonly artifacts: readonly PackerArtifact[];
  /** What the manifest's `custom_data` says. */
  readonly customData?: { readonly [name: string]: string };
}

/** One thing that a build made. */
export type PackerArtifact = AmiArtifact | AzureArtifact | DiskArtifact | OtherArtifact;

/** An AMI in one region. */
export interface AmiArtifact {
  readonly kind: "ami";
  readonly region: string;
  readonly id: string;
}

/** A resource of Azure by its whole ARM id. */
export interface AzureArtifact {
  readonly kind: "azure-managed-image" | "azure-gallery-version" | "azure-vhd";
  /** ARM id; for a VHD its address. */
  readonly id: string;
  /** Regions it can be used in, where the output says them. */
  readonly regions?: readonly string[];
}

/** Files of a virtual machine. */
export interface DiskArtifact {
  readonly kind: "disk";
  /** The folder, where the output names it. */
  readonly directory?: string;
  /** Paths as Packer writes them; relative to `images/capi` of image-builder. */
  readonly files: readonly string[];
}

/** What a builder we do not know made, in its own words. */
export interface OtherArtifact {
  readonly kind: "other";
  readonly id: string;
}
