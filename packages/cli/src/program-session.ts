import type { CommandContext } from "./command-context.ts";
import type { CommandResult } from "./command-result.ts";

/** What a command line asks for: handed over instead of being done while it is parsed. */
export type Work = (context: CommandContext) => Promise<CommandResult>;

/** What the parser writes, and what it found to do. */
export interface ProgramSession {
  readonly version: string;
  readonly helpWidth: number;
  readonly writeOut: (text: string) => void;
  /** Called once for a complete command line. */
  readonly begin: (work: Work) => void;
}
