/** What the exit codes mean; scripts rely on them. */
export const exitCodes = {
  done: 0,
  /** Something was found, or refused. */
  findings: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** A cloud or a cluster failed. */
  remote: 3,
  /** A fault of the program. */
  internal: 70,
  /** Stopped by the user. */
  interrupted: 130,
} as const satisfies Readonly<Record<string, ExitCode>>;

/** An exit code: one of {@link exitCodes}. */
export type ExitCode = 0 | 1 | 2 | 3 | 70 | 130;
