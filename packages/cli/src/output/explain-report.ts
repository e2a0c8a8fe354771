import type { ReportHeader } from "./report-header.ts";

/** What `explain` says of a step. */
export interface ExplainReport extends ReportHeader {
  readonly command: "explain";
  /** Absent where there is no such step. */
  readonly step?: ExplainedStep;
}

/** One step of a plan, in words. */
export interface ExplainedStep {
  readonly id: string;
  /** Name of the cluster behind its namespace. */
  readonly cluster: string;
  /** Name of the wave the cluster is in; absent where it is in none. */
  readonly wave?: string;
  /**
   * From 1, in the order in which steps are carried out.
   *
   * @TJS-type integer
   */
  readonly number: number;
  /**
   * How many steps the cluster's plan has.
   *
   * @TJS-type integer
   */
  readonly of: number;
  /**
   * Steps of one stage can be applied together.
   *
   * @TJS-type integer
   */
  readonly stage: number;
  readonly title: string;
  readonly reason: string;
  /** What it changes, one sentence each; what stood there before is said. */
  readonly changes: readonly string[];
  /** What makes the changes by hand, in this order. */
  readonly commands: readonly ExplainedCommand[];
  /** When it is finished. */
  readonly finished: string;
  /** What to do if it fails. */
  readonly failure: string;
  /** How it is undone, and what of it cannot be. */
  readonly undoing: string;
  /** What puts the objects back, in this order; empty where nothing does, or nothing has to. */
  readonly undoCommands: readonly ExplainedCommand[];
  /** Steps that have to be finished before. */
  readonly before: readonly NamedStep[];
  /** Steps that wait for it. */
  readonly next: readonly NamedStep[];
}

/** A command of kubectl. */
export interface ExplainedCommand {
  /** The program and its arguments. */
  readonly words: readonly string[];
  /** YAML the command reads from its standard input; absent where it reads nothing. */
  readonly input?: string;
}

/** A step by its name. */
export interface NamedStep {
  readonly id: string;
  readonly title: string;
}
