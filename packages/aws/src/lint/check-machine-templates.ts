import type { Diagnostic, NodeImage, TargetRule } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import type { AwsMachineTemplate } from "../machine-template-options.ts";
import type { AwsTarget } from "../options.ts";
import { checkBootstrap } from "./check-bootstrap.ts";
import { checkChoice } from "./check-choice.ts";
import { checkInstanceType } from "./check-instance-type.ts";
import { checkPurchase } from "./check-purchase.ts";
import { checkTags } from "./check-tags.ts";
import { checkVolume } from "./check-volume.ts";

/** Everything about the machine templates. */
export const checkMachineTemplates: TargetRule<AwsTarget> = ({ image, target }) =>
  (target.machineTemplates ?? []).flatMap((template, index) => {
    const pointer = `/machineTemplates/${index}`;
    return [
      ...checkChoice(template, image, target.build?.region, pointer),
      ...checkInstanceType(template.instanceType, image.architecture, `${pointer}/instanceType`),
      ...checkRootVolume(template, image, `${pointer}/rootVolume`),
      ...checkPurchase(template, pointer),
      ...checkTags(template.additionalTags ?? {}, `${pointer}/additionalTags`),
      ...checkBootstrap(template, image, pointer),
    ];
  });

function checkRootVolume(
  { rootVolume }: AwsMachineTemplate,
  image: NodeImage,
  pointer: string,
): readonly Diagnostic[] {
  if (rootVolume === undefined) {
    return [];
  }
  const { type, iops, throughput, encrypted, encryptionKey } = rootVolume;
  const size = rootVolume.size ?? image.rootVolume?.sizeGiB;
  const found: Diagnostic[] = [];
  const report = (
    code: "AWS_VOLUME" | "AWS_VOLUME_TOO_SMALL",
    key: string,
    message: string,
    hint?: string,
  ): void => {
    found.push(awsDiagnostics.report(code, { message, pointer: `${pointer}/${key}`, hint }));
  };
  if (size === undefined) {
    report(
      "AWS_VOLUME",
      "size",
      "CAPA demands a size, and the image says none either",
      "Add `size`.",
    );
  }
  if (rootVolume.size !== undefined && rootVolume.size < (image.rootVolume?.sizeGiB ?? 0)) {
    report("AWS_VOLUME_TOO_SMALL", "size", `the image has ${image.rootVolume?.sizeGiB} GiB`);
  }
  if (type === undefined && (iops !== undefined || throughput !== undefined)) {
    report(
      "AWS_VOLUME",
      "type",
      "iops and throughput depend on a type, and none is given",
      "Add `type`.",
    );
  }
  if (encryptionKey !== undefined && encrypted === false) {
    report(
      "AWS_VOLUME",
      "encrypted",
      "CAPA encrypts wherever a key is given",
      "Remove `encryptionKey`, or set `encrypted` to true.",
    );
  }
  return type === undefined
    ? found
    : [...found, ...checkVolume({ type, size, iops, throughput, of: "machine" }, pointer)];
}
