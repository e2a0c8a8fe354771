import type { ReportHeader } from "./report-header.ts";

/** What `images check` found. */
export interface ImagesReport extends ReportHeader {
  readonly command: "images";
  /** Files that were read. */
  readonly files: readonly string[];
  /** RFC 3339 moment the images were judged at. */
  readonly at: string;
  /** Whether every problem counts as an error. */
  readonly strict: boolean;
  readonly summary: ImagesSummary;
  /** By cluster, control planes first. */
  readonly images: readonly ReportedImage[];
}

/** How many images have which problem. */
export interface ImagesSummary {
  /** @TJS-type integer */
  readonly clusters: number;
  /** @TJS-type integer */
  readonly images: number;
  /**
   * Those without any problem.
   *
   * @TJS-type integer
   */
  readonly good: number;
  /** Numbers by problem; problems that no image has are left out. */
  readonly problems: { readonly [problem: string]: number };
}

/** One image of one group of machines. */
export interface ReportedImage {
  /** Name of the cluster behind its namespace; `-` where nothing says its name. */
  readonly cluster: string;
  /** Name of the group of machines. */
  readonly group: string;
  /** What the group asks for, without `v`; absent where it names none. */
  readonly kubernetesVersion?: string;
  /** Canonical text of the reference; absent where none was seen. */
  readonly reference?: string;
  /** Name of the catalog's record; absent where there is none. */
  readonly record?: string;
  /** The worst first; empty where the image may be used. */
  readonly problems: readonly (
    | "deprecated"
    | "expired"
    | "mismatched"
    | "revoked"
    | "unknown"
    | "unpinned"
    | "unseen"
  )[];
}
