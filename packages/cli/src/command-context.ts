import type { LoadedPlugin } from "@imagewright/core";

import type { CliIo } from "./io.ts";

/** What every command works with. */
export interface CommandContext {
  readonly io: CliIo;
  /** Loads the providers; asked for only by commands that need them. */
  readonly loadPlugins: () => Promise<readonly LoadedPlugin[]>;
}
