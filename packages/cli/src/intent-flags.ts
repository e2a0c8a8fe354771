import type { UpgradeIntent } from "@imagewright/core/plan";

/** The parts of an intent that options say. */
export type IntentFlags = Partial<
  Pick<
    UpgradeIntent,
    | "approve"
    | "buildMissing"
    | "cleanUp"
    | "clusters"
    | "concurrency"
    | "controlPlaneVersion"
    | "goal"
    | "images"
    | "pace"
    | "through"
  >
>;

/** The option that says each part. */
export const intentOptions: Readonly<Record<keyof IntentFlags, string>> = {
  approve: "--approve",
  buildMissing: "--build-missing",
  cleanUp: "--clean-up",
  clusters: "--cluster",
  concurrency: "--concurrency",
  controlPlaneVersion: "--control-plane-version",
  goal: "--to, --image or --leave-deprecated",
  images: "--pin",
  pace: "--pace",
  through: "--through",
};
