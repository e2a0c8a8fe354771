export { eksDiagnostics } from "./eks-diagnostics.ts";
export { knownBuild, knownBuilds, newestOfMinor } from "./known-builds.ts";
export type { KnownBuild } from "./known-builds.ts";
export type {
  EksBuild,
  EksBuildVolume,
  EksEra,
  EksShare,
  EksSourceAmi,
  EksTarget,
} from "./options.ts";
export { eks } from "./plugin.ts";
export { eksTargetSchema } from "../schemas/eks-target.ts";
