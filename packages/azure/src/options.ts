import type { TargetHeader } from "@imagewright/core";

import type { AzureMachine, AzureMachineTemplate } from "./machine-options.ts";
import type { AzureMachinePool } from "./pool-options.ts";

/** An image in a compute gallery of Azure, and the machines that boot it. */
export interface AzureTarget extends TargetHeader {
  readonly provider: "azure";
  /** How image-builder publishes the image; left out where it is built elsewhere. */
  readonly build?: AzureBuild;
  /**
   * AzureMachineTemplate objects that point at the image.
   *
   * @minItems 1
   */
  readonly machineTemplates?: readonly AzureMachineTemplate[];
  /**
   * AzureMachine objects that point at the image.
   *
   * @minItems 1
   */
  readonly machines?: readonly AzureMachine[];
  /**
   * AzureMachinePool objects that point at the image.
   *
   * @minItems 1
   */
  readonly machinePools?: readonly AzureMachinePool[];
  /**
   * Release of CAPZ that reads the manifests; the newest known where left out.
   *
   * @pattern ^1\.\d{1,3}\.\d{1,3}$
   * @default "1.26.0"
   * @examples ["1.24.1"]
   */
  readonly capzVersion?: string;
}

/**
 * Where and how image-builder publishes the image. Credentials have no place here: the build
 * script takes them from its environment.
 */
export interface AzureBuild {
  /**
   * Subscription that pays for the build and holds the gallery.
   *
   * @pattern ^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$
   * @examples ["01234567-89ab-cdef-0123-4567890abcde"]
   */
  readonly subscriptionId: string;
  /**
   * Resource group of the gallery; made by the build where it is absent. Parentheses, which Azure
   * takes, do not survive image-builder's scripts.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9_.-]{0,88}[A-Za-z0-9_])?$
   * @examples ["cluster-api-images"]
   */
  readonly resourceGroup: string;
  /**
   * Compute gallery; made by the build where it is absent.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9_.]{0,78}[A-Za-z0-9])?$
   * @examples ["ClusterAPI"]
   */
  readonly gallery: string;
  /**
   * Region of the build, of the gallery and of the first replica.
   *
   * @pattern ^[a-z][a-z0-9]{1,49}$
   * @examples ["westeurope"]
   */
  readonly location: string;
  /**
   * Hyper-V generation of the image: `gen1`, `gen2`, or `cvm` for confidential machines, which
   * are of generation 2.
   */
  readonly generation: AzureGeneration;
  /** Image definition; image-builder's own name where left out. */
  readonly definition?: AzureDefinition;
  /**
   * Version of the image in its definition; image-builder's `0.3.` with the time of the build
   * where left out.
   *
   * @pattern ^\d{1,10}\.\d{1,10}\.\d{1,10}$
   * @examples ["1.34.1"]
   */
  readonly version?: string;
  /**
   * Regions the version is copied to; that of the build alone where left out.
   *
   * @minItems 1
   * @examples [["westeurope", "northeurope"]]
   */
  readonly replicationRegions?: readonly string[];
  /** Keeps the version from being what `latest` means. */
  readonly excludeFromLatest?: boolean;
  /**
   * Existing resource group for the machine that builds, instead of a temporary one.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9_.-]{0,88}[A-Za-z0-9_])?$
   * @examples ["image-builds"]
   */
  readonly buildResourceGroup?: string;
  /** What the build signs in with; `service-principal` where left out. */
  readonly authentication?: AzureAuthentication;
  /**
   * Other variables of image-builder, by name: those that neither the image nor another field
   * decides.
   */
  readonly variables?: { readonly [name: string]: string };
}

/** Hyper-V generation of an image. */
export type AzureGeneration = "cvm" | "gen1" | "gen2";

/**
 * What a build signs in with: `azure-cli` is whoever has signed in by `az login`, a workload
 * identity for example; `service-principal` reads AZURE_CLIENT_ID, AZURE_TENANT_ID and
 * AZURE_CLIENT_SECRET from the environment.
 */
export type AzureAuthentication = "azure-cli" | "service-principal";

/** Image definition a build publishes into; made by the build where it is absent. */
export interface AzureDefinition {
  /**
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9])?$
   * @examples ["capi-ubuntu-2404-gen2"]
   */
  readonly name?: string;
  /**
   * Publisher of the definition's identifier; `capz` where left out.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9_-])?$
   */
  readonly publisher?: string;
  /**
   * Offer of the definition's identifier; `capz-demo` where left out.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?$
   */
  readonly offer?: string;
  /**
   * SKU of the definition's identifier; that of the operating system where left out.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?$
   */
  readonly sku?: string;
}
