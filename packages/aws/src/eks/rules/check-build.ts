import { type Diagnostic, type TargetRule } from "@imagewright/core";

import { checkInstanceType } from "../../rules/check-instance-type.ts";
import { checkCopies } from "../../rules/region.ts";
import { eksDiagnostics } from "../eks-diagnostics.ts";
import type { EksBuild, EksBuildTarget } from "../options.ts";
import { publicBucket } from "../render/eks-variables.ts";

/** Upstream builds where its public bucket is. */
const defaultRegion = publicBucket.region;

/** Everything about the options that holds in every era. */
export const checkBuild: TargetRule<EksBuildTarget> = ({ image, target: { build } }) => [
  ...checkCopies(build.region ?? defaultRegion, build.copyTo ?? [], "/build/copyTo"),
  ...(build.instanceType === undefined
    ? []
    : checkInstanceType(build.instanceType, image.architecture, "/build/instanceType")),
  ...checkSource(build),
  ...checkEncryption(build),
];

function checkSource({ sourceAmi = {} }: EksBuild): readonly Diagnostic[] {
  const { id, filterName, owners } = sourceAmi;
  if (id === undefined || (filterName !== undefined && owners !== undefined)) {
    return [];
  }
  const message = "the AMI has to match the default name filter and owner too";
  return [eksDiagnostics.report("EKS_SOURCE_AMI", { message, pointer: "/build/sourceAmi/id" })];
}

function checkEncryption(build: EksBuild): readonly Diagnostic[] {
  const { encrypted = false, kmsKeyId, shareWith, copyTo } = build;
  const found: Diagnostic[] = [];
  const pointer = "/build/kmsKeyId";
  if (kmsKeyId !== undefined && !encrypted) {
    const message = "a KMS key has no effect unless `encrypted` is true";
    found.push(eksDiagnostics.report("EKS_ENCRYPTION", { message, pointer }));
  }
  if (kmsKeyId !== undefined && encrypted && copyTo !== undefined) {
    const message =
      shareWith === undefined
        ? "the copies will not be encrypted with this key"
        : "the copies get another key, and cannot be shared unless it is a customer's";
    found.push(eksDiagnostics.report("EKS_COPY_KEY", { message, pointer }));
  }
  if (encrypted && kmsKeyId === undefined && shareWith !== undefined) {
    const message = "an AMI that is encrypted with the region's own key cannot be shared";
    found.push(
      eksDiagnostics.report("EKS_ENCRYPTION", { message, pointer: "/build/shareWith/users" }),
    );
  }
  return found;
}
