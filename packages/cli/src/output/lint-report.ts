import type { ReportHeader } from "./report-header.ts";

/** What `lint` found. */
export interface LintReport extends ReportHeader {
  readonly command: "lint";
  /** Files that were read, in the order of their objects; `<stdin>` for standard input. */
  readonly files: readonly string[];
  /** Whether warnings count as errors. */
  readonly strict: boolean;
  /** Whether definitions were given; without them no object is admitted or refused. */
  readonly hasDefinitions: boolean;
  /** Versions that were given, by component. */
  readonly targetVersions: { readonly [component: string]: string };
  readonly summary: LintSummary;
  /** In the order of the files. */
  readonly objects: readonly ReportedObject[];
}

/** How many objects there are of each verdict. */
export interface LintSummary {
  /** @TJS-type integer */
  readonly objects: number;
  /** @TJS-type integer */
  readonly admitted: number;
  /** @TJS-type integer */
  readonly refused: number;
  /**
   * Those of kinds without definition, and all where no definitions were given.
   *
   * @TJS-type integer
   */
  readonly notJudged: number;
}

/** An object that was judged. */
export interface ReportedObject {
  /** API group; empty for those of Kubernetes itself. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Empty where it has none. */
  readonly name: string;
  /** Absent where it says none. */
  readonly namespace?: string;
  /** Where it begins. */
  readonly source: ReportedPlace;
  /** Where it stands in its document: not empty for those of a `List`. */
  readonly pointer: string;
  /** Whether it was judged as an update of what is there. */
  readonly isUpdate: boolean;
  /** What an API server would say; rules may find more. */
  readonly verdict: "admitted" | "noDefinition" | "notJudged" | "refused";
  /** What nobody judged; pointers lead into the object. */
  readonly unchecked: readonly ReportedGap[];
}

/** A place in a text. */
export interface ReportedPlace {
  readonly file: string;
  /**
   * From 1.
   *
   * @TJS-type integer
   */
  readonly line: number;
  /**
   * From 1, in UTF-16 units.
   *
   * @TJS-type integer
   */
  readonly column: number;
}

/** One thing that was not judged, and why. */
export interface ReportedGap {
  /** `rule`, `pattern`, `number`, `webhook` or `transition`. */
  readonly part: string;
  readonly pointer: string;
  readonly reason: string;
}
