import type { ManifestRule } from "@imagewright/core";

import { secretUserDataRule } from "./secret-user-data-rule.ts";

/** Hazards of texts inside objects; judging them takes parsers of YAML and TOML. */
export const eksTextRules: readonly ManifestRule[] = [secretUserDataRule];
