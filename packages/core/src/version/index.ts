export { checkSkew } from "./check-skew.ts";
export type { ComponentVersion } from "./check-skew.ts";
export { checkKubernetesVersion } from "./check-version.ts";
export type { VersionPlace } from "./check-version.ts";
export { compareKubernetesVersions } from "./compare-versions.ts";
export type { VersionComparison, VersionOrder } from "./compare-versions.ts";
export { clusterApiSupport, containerdReleaseOf, containerdSupport } from "./component-support.ts";
export type { PairSupport } from "./component-support.ts";
export {
  compareKubernetesMinors,
  formatKubernetesMinor,
  parseKubernetesMinor,
  requireKubernetesMinor,
} from "./kubernetes-minor.ts";
export type { KubernetesMinor } from "./kubernetes-minor.ts";
export {
  formatKubernetesVersion,
  parseKubernetesVersion,
  requireKubernetesVersion,
} from "./kubernetes-version.ts";
export type { KubernetesVersion, VersionForm } from "./kubernetes-version.ts";
export { eksReleaseOf, releaseData, releaseDataAge, releaseOf } from "./release-data.ts";
export type {
  ClusterApiRelease,
  ContainerdRelease,
  ContainerdRequirement,
  DataOrigin,
  EksRelease,
  KubernetesRelease,
  ReleaseData,
} from "./release-data.ts";
export { checkRelease, supportOn } from "./release-support.ts";
export type {
  EksSupport,
  KubernetesSupport,
  MinorPlace,
  ReleaseSupport,
} from "./release-support.ts";
export { skewRules } from "./skew-policy.ts";
export type { SkewComponent, SkewRule } from "./skew-policy.ts";
export { minorPath, upgradePath } from "./upgrade-path.ts";
export { changesBetween, hasChange, versionChanges } from "./version-changes.ts";
export type { VersionChange } from "./version-changes.ts";
export { versionDiagnostics } from "./version-diagnostics.ts";
