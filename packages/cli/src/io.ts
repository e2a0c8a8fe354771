/** One of the two streams that are written to. */
export interface OutputStream {
  write(text: string): unknown;
  /** Whether a person looks at it: colour is for terminals only. */
  readonly isTerminal: boolean;
  /** Columns of the terminal, where there is one. */
  readonly columns?: number | undefined;
  /** Whether its reader went away, and nothing more need be written. */
  readonly isClosed?: boolean;
  /** Waits until what was written is on its way; a stream without it keeps nothing back. */
  drained?(): Promise<void>;
}

/** Everything the command line touches of the world outside, files apart. */
export interface CliIo {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The present moment, RFC 3339 in UTC with whole seconds. @example "2026-11-21T12:00:00Z" */
  now(): string;
  /** Aborted when the user asks to stop. */
  readonly signal: AbortSignal;
}
