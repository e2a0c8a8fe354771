/** What a template may cost. */
export interface TemplateLimits {
  /** UTF-16 units of the output. */
  readonly output: number;
  /** Partials inside partials. */
  readonly depth: number;
  /** Nodes rendered, every turn of a loop counted. */
  readonly steps: number;
}

/** The limits that hold unless others are given. */
export const defaultTemplateLimits: TemplateLimits = {
  output: 10_000_000,
  depth: 50,
  steps: 2_000_000,
};

/** The longest source in UTF-16 units: 256 KB of ASCII. */
export const maximumSourceLength = 262_144;

/** How deep blocks may nest in a source; the parser's time grows with the square of it. */
export const maximumBlockDepth = 100;

/** How many nodes the checks visit, partials counted at each different call. */
export const maximumCheckedNodes = 200_000;
