import type { Diagnostic } from "@imagewright/core";

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
  /** Regions it is in, where the output says them. */
  readonly regions?: readonly string[];
}

/** Files of a virtual machine. */
export interface DiskArtifact {
  readonly kind: "disk";
  /** The folder as Packer writes it; relative to `images/capi` of image-builder. */
  readonly directory: string;
  /** Paths of the files, where the output names them; the log for people does not. */
  readonly files: readonly string[];
}

/** What a builder we do not know made, in its own words. */
export interface OtherArtifact {
  readonly kind: "other";
  readonly id: string;
}

/** What one source, a log or a manifest, says of one build. */
export interface ReadBuild {
  readonly name: string;
  readonly builderType?: string;
  readonly artifacts: readonly PackerArtifact[];
  /** Whether Packer blotted out a part of an artifact. */
  readonly masked: boolean;
  readonly customData?: { readonly [name: string]: string };
}

/** What one source says of a run. */
export interface BuildReading {
  readonly builds: readonly ReadBuild[];
  readonly failures: readonly BuildFailure[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A build that Packer gave up. */
export interface BuildFailure {
  readonly name: string;
  readonly text: string;
}
