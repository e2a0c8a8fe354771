import {
  formatKubernetesVersion,
  type KubernetesVersion,
  parseKubernetesVersion,
} from "../version/kubernetes-version.ts";

/**
 * Whether a version is the intended one. An intended minor asks for nothing but the minor. Else the
 * canonical texts are compared, build tags included, as Cluster API compares kubelets; what EKS
 * appends to a kubelet's version is its own and does not count.
 *
 * @param found - as an object or a kubelet writes it, with or without `v`
 * @param intended - `1.34.1`, or `1.34` for the minor alone
 * @example
 * ```ts
 * isIntendedVersion("v1.34.1", "1.34.1"); // => true
 * isIntendedVersion("v1.34.1+k3s1", "1.34.1"); // => false
 * isIntendedVersion("v1.34.1-eks-113cf36", "1.34.1"); // => true
 * isIntendedVersion("v1.34.2-eks-113cf36", "1.34"); // => true
 * isIntendedVersion("v1.33.4", "1.34"); // => false
 * ```
 */
export function isIntendedVersion(found: string, intended: string): boolean {
  const actual = readVersion(found);
  const minor = /^v?(?<major>0|[1-9]\d*)\.(?<minor>0|[1-9]\d*)$/u.exec(intended)?.groups;
  if (minor !== undefined) {
    return (
      actual !== undefined &&
      String(actual.major) === minor["major"] &&
      String(actual.minor) === minor["minor"]
    );
  }
  const wanted = readVersion(intended);
  return (
    actual !== undefined &&
    wanted !== undefined &&
    formatKubernetesVersion(withoutVendor(actual)) ===
      formatKubernetesVersion(withoutVendor(wanted))
  );
}

function readVersion(text: string): KubernetesVersion | undefined {
  return parseKubernetesVersion(text, "tolerant");
}

function withoutVendor(version: KubernetesVersion): KubernetesVersion {
  const isEks = version.prerelease.length === 1 && version.prerelease[0]?.startsWith("eks-");
  return isEks === true ? { ...version, prerelease: [] } : version;
}
