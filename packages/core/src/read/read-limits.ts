/** How much of an untrusted text is read before it is refused. */
export interface ReadLimits {
  /** Bytes (UTF-8) of one text. @default 10485760 */
  readonly bytes: number;
  /** Maps and lists inside one another; at most 1000. @default 100 */
  readonly depth: number;
  /** Documents in one YAML stream. @default 1000 */
  readonly documents: number;
  /** Bytes (UTF-8) of one key of a map. @default 4096 */
  readonly keyBytes: number;
  /**
   * Lexemes (words, signs, runs of blanks, line ends) of a YAML text that only the full parser can
   * read; a bracket or comma counts three times. Manifests in block style have 85 to 170 of them in
   * a kilobyte on average, so that 10 MB pass; a text of short entries in brackets has 2500.
   *
   * @default 2000000
   */
  readonly lexemes: number;
  /** Findings after which reading stops. @default 100 */
  readonly findings: number;
}

export const defaultReadLimits: ReadLimits = {
  bytes: 10 * 1024 * 1024,
  depth: 100,
  documents: 1000,
  keyBytes: 4096,
  lexemes: 2_000_000,
  findings: 100,
};

/** The parsers recurse up to this depth, whatever a caller asks for. */
export const deepest = 1000;

/** How a text is to be read. */
export interface ReadOptions {
  /** The name to show in positions: a path, or `<stdin>`. */
  readonly file: string;
  readonly limits?: Partial<ReadLimits>;
  /**
   * What to do with plain YAML scalars that YAML 1.1 and 1.2 readers take for different values:
   * refuse them, or read them by YAML 1.2 and warn.
   *
   * @default "error"
   */
  readonly traps?: "error" | "warning";
  /**
   * What to do with tags: refuse all but YAML's own, or read CloudFormation's short forms (`!Ref`)
   * as the long ones they stand for (`Ref: …`).
   *
   * @default "refuse"
   */
  readonly tags?: "cloudformation" | "refuse";
}

export function resolveLimits(limits: Partial<ReadLimits> = {}): ReadLimits {
  const merged = { ...defaultReadLimits, ...limits };
  return { ...merged, depth: Math.min(merged.depth, deepest) };
}
