import { type Diagnostic, formatPointer, type TargetRule } from "@imagewright/core";
import { checkImageBuilderImage, checkImageBuilderVariables } from "@imagewright/packer";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import type { AwsBuild, AwsTarget } from "../options.ts";
import { ownedVariables } from "../render/packer-variables.ts";
import { checkInstanceType } from "./check-instance-type.ts";
import { checkVolume } from "./check-volume.ts";
import { checkCopies } from "./region.ts";

/** Everything about the inputs of image-builder. */
export const checkBuild: TargetRule<AwsTarget> = ({ image, target: { build } }) => {
  if (build === undefined) {
    return [];
  }
  const { instanceType, volume } = build;
  return [
    ...checkImageBuilderImage("ami", image),
    ...checkImageBuilderVariables("ami", build.variables ?? {}, "/build/variables"),
    ...checkOwnedVariables(build),
    ...checkCopies(build.region, build.copyTo ?? [], "/build/copyTo"),
    ...checkSharing(build),
    ...(instanceType === undefined
      ? []
      : checkInstanceType(instanceType, image.architecture, "/build/instanceType")),
    ...(volume === undefined
      ? []
      : checkVolume(
          {
            type: volume.type ?? "gp3",
            size: image.rootVolume?.sizeGiB,
            iops: volume.iops,
            throughput: volume.throughput,
            of: "build",
          },
          "/build/volume",
        )),
  ];
};

function checkOwnedVariables({ variables = {} }: AwsBuild): readonly Diagnostic[] {
  return Object.keys(variables).flatMap((name) => {
    const option = ownedVariables.get(name);
    if (option === undefined) {
      return [];
    }
    const facts = {
      message: `${name} is written from ${option}`,
      pointer: `/build/variables${formatPointer([name])}`,
      hint: `Set ${option} instead.`,
    };
    return [awsDiagnostics.report("AWS_VARIABLE_OWNED", facts)];
  });
}

function checkSharing(build: AwsBuild): readonly Diagnostic[] {
  const { shareWith = {}, encrypted = false, kmsKeyId, copyTo } = build;
  const found: Diagnostic[] = [];
  if (kmsKeyId !== undefined && !encrypted) {
    const message = "a KMS key has no effect unless `encrypted` is true";
    found.push(awsDiagnostics.report("AWS_ENCRYPTION", { message, pointer: "/build/kmsKeyId" }));
  }
  if (kmsKeyId !== undefined && encrypted && copyTo !== undefined) {
    const message =
      shareWith.users === undefined
        ? "the copies will not be encrypted with this key"
        : "the copies get another key, and cannot be shared unless it is a customer's";
    found.push(awsDiagnostics.report("AWS_COPY_KEY", { message, pointer: "/build/kmsKeyId" }));
  }
  if (shareWith.groups !== undefined) {
    const pointer = "/build/shareWith/groups";
    const message = encrypted ? "an encrypted AMI cannot be public" : "the AMI will be public";
    const code = encrypted ? "AWS_ENCRYPTION" : "AWS_PUBLIC_AMI";
    found.push(awsDiagnostics.report(code, { message, pointer }));
  }
  if (shareWith.users !== undefined && encrypted && kmsKeyId === undefined) {
    const message = "an AMI that is encrypted with the region's own key cannot be shared";
    const pointer = "/build/shareWith/users";
    found.push(awsDiagnostics.report("AWS_ENCRYPTION", { message, pointer }));
  }
  return found;
}
