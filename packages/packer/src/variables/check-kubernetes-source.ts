import {
  type Diagnostic,
  type DiagnosticFacts,
  type NodeImage,
  type PackageSource,
  showValue,
} from "@imagewright/core";

import { packerDiagnostics } from "../packer-diagnostics.ts";
import { unsupported, valueFinding } from "./image-finding.ts";
import { packageFamily } from "./package-family.ts";

const at = "/image/kubernetes/source";
const sourcePath = ["kubernetes", "source"];

/** Whether image-builder can install the Kubernetes version from the source the image names. */
export function checkKubernetesSource(image: NodeImage): readonly Diagnostic[] {
  const { version, source } = image.kubernetes;
  if (source?.kind === "bucket") {
    const hint = "Give the binaries by HTTP, from a folder laid out like dl.k8s.io/release.";
    return [unsupported(sourcePath, "image-builder takes no binaries from a bucket", hint)];
  }
  if (source?.kind === "http") {
    return [
      ...valueFinding("token", source.url, [...sourcePath, "url"]),
      ...queryFindings(source.url, `${at}/url`),
    ];
  }
  const family = packageFamily(image.os.distribution);
  if (family === "none") {
    return source === undefined ? [] : [noPackages(image.os.distribution)];
  }
  return [
    ...plainVersion(version),
    ...(source === undefined ? [] : packageFindings(source, family, version)),
    ...(family === "deb" && source?.revision === undefined ? [guessedRevision(version)] : []),
  ];
}

/** How the binaries come: as packages, or by HTTP where the image says so or there are none. */
export function kubernetesSourceType({ kubernetes, os }: NodeImage): "pkg" | "http" {
  const usual = packageFamily(os.distribution) === "none" ? "http" : "pkg";
  return kubernetes.source?.kind === "http" ? "http" : usual;
}

function noPackages(distribution: string): Diagnostic {
  const message = `image-builder installs no Kubernetes packages on ${distribution}`;
  const hint = "Leave the source out, or give an HTTP address.";
  return report({ message, pointer: at, hint });
}

function plainVersion(version: string): readonly Diagnostic[] {
  if (/^[\d.]+$/u.test(version)) {
    return [];
  }
  const message = "the package repositories carry neither pre-releases nor builds of others";
  const pointer = "/image/kubernetes/version";
  return [report({ message, pointer, found: version, expected: "X.Y.Z" })];
}

function packageFindings(
  { repository, revision }: PackageSource,
  family: "deb" | "rpm",
  version: string,
): readonly Diagnostic[] {
  const path = [...sourcePath, "repository"];
  const series = /^\d+\.\d+/u.exec(version)?.[0] ?? version;
  const findings = repository === undefined ? [] : [...valueFinding("token", repository, path)];
  if (repository !== undefined && findings.length === 0) {
    findings.push(...repositoryFindings(repository, series));
  }
  if (family === "rpm" && revision !== undefined) {
    const hint = "Leave it out: X.Y.Z takes the one revision the repository has.";
    findings.push(
      unsupported([...sourcePath, "revision"], "rpm packages are named without a revision", hint),
    );
  }
  return findings;
}

function repositoryFindings(repository: string, series: string): readonly Diagnostic[] {
  const pointer = `${at}/repository`;
  const found = showValue(repository);
  if (!/^https?:\/\/[^/]/u.test(repository)) {
    const message = "the repository is no HTTP address";
    const expected = `https://pkgs.k8s.io/core:/stable:/v${series}/deb/`;
    return [report({ message, pointer, found, expected, hint: "Write its address alone." })];
  }
  const other: readonly string[] = repository.match(/(?<=[/:_-]v?)1\.\d{1,2}(?=\/|$)/gu) ?? [];
  if (other.length === 0 || other.includes(series)) {
    return queryFindings(repository, pointer);
  }
  const message = `the repository is that of another series than ${series}`;
  const hint = `Give the repository of v${series}.`;
  return [report({ message, pointer, found, expected: `v${series}`, hint })];
}

/** Paths are appended to the address, so it has to end where its path ends. */
function queryFindings(url: string, pointer: string): readonly Diagnostic[] {
  const message = "paths are appended to the address, which cannot be done behind ? or #";
  const hint = "Give the address of the folder alone.";
  return /[?#]/u.test(url) ? [report({ message, pointer, found: showValue(url), hint })] : [];
}

function guessedRevision(version: string): Diagnostic {
  return packerDiagnostics.report("PACKER_DEB_REVISION_GUESSED", {
    message: `${version}-1.1 is a guess at the version of the Debian packages`,
    pointer: "/image/kubernetes/version",
  });
}

function report(facts: DiagnosticFacts): Diagnostic {
  return packerDiagnostics.report("PACKER_KUBERNETES_SOURCE", facts);
}
