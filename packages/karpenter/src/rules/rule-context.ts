import type { NodeImage } from "@imagewright/core";

import type { KarpenterTarget } from "../options.ts";

/** What a rule sees. */
export interface RuleContext {
  readonly image: NodeImage;
  readonly target: KarpenterTarget;
}
