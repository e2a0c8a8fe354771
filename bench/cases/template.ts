import type { Cases } from "./index.ts";

/** Cases by name. */
export const cases: Cases = {};
