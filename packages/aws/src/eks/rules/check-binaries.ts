import { type BucketSource, type Diagnostic, type TargetRule, showValue } from "@imagewright/core";

import { eksDiagnostics } from "../eks-diagnostics.ts";
import { type KnownBuild, knownBuild, newestOfMinor } from "../known-builds.ts";
import type { EksBuildTarget } from "../options.ts";
import { publicBucket } from "../render/eks-variables.ts";

/** Whether the image says where its kubelet comes from: a bucket and the date of the build. */
export const checkBinaries: TargetRule<EksBuildTarget> = ({ image }) => {
  const { version, source } = image.kubernetes;
  if (source?.kind === "bucket") {
    return checkBucket(version, source);
  }
  const message =
    source === undefined
      ? `the build date of the binaries of ${version} is missing`
      : `amazon-eks-ami takes binaries from a bucket, not from a ${source.kind} source`;
  const pointer = "/image/kubernetes/source";
  return [
    eksDiagnostics.report("EKS_BINARIES_MISSING", { message, pointer, hint: advice(version) }),
  ];
};

/** Names the newest pair of version and date that is known. */
function advice(version: string): string | undefined {
  const exact = knownBuild(version);
  if (exact !== undefined) {
    return `Set kubernetes.source to ${sourceOf(exact)}: the newest known build of ${version}.`;
  }
  const newest = newestOfMinor(version);
  return newest === undefined
    ? undefined
    : `Set kubernetes.version to ${newest.version} and kubernetes.source to ${sourceOf(newest)}: the newest known build of the minor.`;
}

function sourceOf({ buildDate }: KnownBuild): string {
  return `{ kind: bucket, bucket: ${publicBucket.name}, buildDate: "${buildDate}" }`;
}

function checkBucket(version: string, source: BucketSource): readonly Diagnostic[] {
  const at = "/image/kubernetes/source";
  if (source.bucket !== publicBucket.name) {
    const message = `the region of bucket ${source.bucket} is missing`;
    return source.region === undefined
      ? [eksDiagnostics.report("EKS_BUCKET_REGION", { message, pointer: `${at}/region` })]
      : [];
  }
  const newest = newestOfMinor(version);
  const known = knownBuild(version);
  // Of every version only the newest build is in the table: an older date may well exist.
  if (known !== undefined && source.buildDate <= known.buildDate) {
    return [];
  }
  return [
    eksDiagnostics.report("EKS_BINARIES_UNKNOWN", {
      message: `build ${source.buildDate} of ${version} is not known`,
      pointer: `${at}/buildDate`,
      found: showValue(source.buildDate),
      expected:
        newest === undefined
          ? undefined
          : `for example ${newest.version} of ${newest.buildDate}, the newest known of the minor`,
    }),
  ];
}
