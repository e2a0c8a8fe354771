import type { Artifact } from "@imagewright/core";

/** What one judge said about one artifact. */
export interface Verdict {
  readonly judge: string;
  /** Path of the artifact. */
  readonly path: string;
  readonly accepted: boolean;
  /** Why it was refused. */
  readonly reasons: readonly string[];
  /** What the judge saw but could not check, rules in the Common Expression Language for example. */
  readonly notChecked: readonly string[];
}

/** A program or a schema we did not write that says whether an artifact is good. */
export interface Judge {
  readonly name: string;
  /** What its consent means, in one line. */
  readonly meaning: string;
  /** How to get it on a machine that lacks it. */
  readonly remedy: string;
  /** True, or why it cannot judge here. */
  available(): true | string;
  /** Whether an artifact is of its kind; `all` is what was rendered together with it. */
  concerns(artifact: Artifact, all: readonly Artifact[]): boolean;
  /** One verdict for each artifact that it concerns; never writes, never asks a network. */
  judge(artifacts: readonly Artifact[], all: readonly Artifact[]): Promise<readonly Verdict[]>;
}

export function accept(judge: string, path: string, notChecked: readonly string[] = []): Verdict {
  return { judge, path, accepted: true, reasons: [], notChecked };
}

export function refuse(judge: string, path: string, reasons: readonly string[]): Verdict {
  return { judge, path, accepted: false, reasons, notChecked: [] };
}
