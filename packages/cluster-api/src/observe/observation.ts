import type {
  ClusterState,
  Diagnostic,
  FoundReference,
  ImageCarrier,
  ImageUse,
  JsonObject,
  JsonValue,
  ObjectAddress,
  Parsed,
  SourceLocation,
  SourcePlace,
  TargetVersions,
  ImagePlace,
} from "@imagewright/core";

/** One document to observe: what a reader made of a text, or a value alone. */
export interface ObservedDocument {
  readonly value: JsonValue;
  readonly file?: string;
  /** Position in the stream, from 0. */
  readonly index?: number;
  readonly locate?: (pointer: string) => SourceLocation;
}

/** How manifests are read as clusters. */
export interface ObserveOptions {
  /** Kinds that carry images, of every plugin that is loaded. */
  readonly carriers: readonly ImageCarrier[];
  /** The images an object points at; empty for kinds that carry none. */
  readonly readImages: (object: JsonObject) => Parsed<readonly FoundReference[]>;
  /** Where the templates of providers name images, to tell which patches of a class do. */
  readonly imagePlaces?: readonly ImagePlace[];
  /**
   * Whether the input holds everything there is, so that what is missing does not exist.
   *
   * @default "part"
   */
  readonly scope?: "part" | "whole";
  /** The cluster that pools without one, which are Karpenter's, belong to. */
  readonly poolCluster?: { readonly name: string; readonly namespace?: string };
  readonly targetVersions?: TargetVersions;
}

/** An object of the input. */
export interface ObservedObject {
  readonly address: ObjectAddress;
  readonly object: JsonObject;
  /** Where the object stands; absent if it was read from no text. */
  readonly source?: SourcePlace;
}

/** What was found in manifests. Everything is sorted by name: the order of the input says nothing. */
export interface Observation {
  readonly clusters: readonly ClusterState[];
  /** Every object with a name, each once, clusters and all. */
  readonly objects: readonly ObservedObject[];
  /** Every image an object carries, whether a cluster uses it or not. */
  readonly images: readonly ImageUse[];
  /** Objects of other groups: kept, and no part of a cluster. */
  readonly others: readonly ObjectAddress[];
  /** Templates, pools and classes of no known cluster that nothing refers to. */
  readonly unreferenced: readonly ObjectAddress[];
  /** Findings that belong to no cluster. */
  readonly diagnostics: readonly Diagnostic[];
}
