import type { ManifestRule } from "@imagewright/core";

import { userDataText } from "./user-data-text.ts";

/** Hazards of texts inside objects; judging them takes parsers of YAML and TOML. */
export const karpenterTextRules: readonly ManifestRule[] = [userDataText];
