import {
  checkImageChoice,
  type Diagnostic,
  formatPointer,
  hasErrors,
  type ImageChoice,
  parseImageReference,
  type TargetRule,
} from "@imagewright/core";

import { amiId } from "../../rules/ami-id.ts";
import { checkInstanceType } from "../../rules/check-instance-type.ts";
import { atPlace } from "../../user-data/at-place.ts";
import { checkNodeBootstrap } from "../../user-data/check-node-bootstrap.ts";
import { checkUserDataForm } from "../../user-data/check-user-data-form.ts";
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import type { EksLaunchTemplate } from "../launch-options.ts";
import { launchTemplateKinds } from "../launch/launch-template.ts";
import { bootstrapOf, familyOf, formatOf } from "../launch/node-user-data.ts";
import type { EksTarget } from "../options.ts";

type Code =
  | "EKS_LAUNCH_BOOTSTRAP"
  | "EKS_LAUNCH_FIELD"
  | "EKS_LAUNCH_IMAGE"
  | "EKS_LAUNCH_VALUE"
  | "EKS_USERDATA_NOT_CHECKED";

type Context = Parameters<TargetRule<EksTarget>>[0];

/** Whether every launch template can be made, and its nodes join. */
export const checkLaunch: TargetRule<EksTarget> = (context) => {
  const templates = context.target.launchTemplates ?? [];
  return templates.flatMap((template, index) => {
    const pointer = formatPointer(["launchTemplates", index]);
    const isTwice = templates.findIndex(({ name }) => name === template.name) !== index;
    return [
      ...(isTwice
        ? [report("EKS_LAUNCH_VALUE", "the name stands there twice", `${pointer}/name`)]
        : []),
      ...checkUse(template, pointer),
      ...checkChoice(template, template.withoutImage === true, context, pointer),
      ...(template.instanceType === undefined
        ? []
        : checkInstanceType(
            template.instanceType,
            context.image.architecture,
            `${pointer}/instanceType`,
          )),
      ...checkBoot(template, context, pointer),
    ];
  });
};

function checkUse(template: EksLaunchTemplate, pointer: string): readonly Diagnostic[] {
  const isManaged = template.usedBy !== "self-managed";
  const at = `${pointer}/instanceProfile`;
  return [
    ...(isManaged && template.instanceProfile !== undefined
      ? [report("EKS_LAUNCH_FIELD", "a managed node group brings its own profile", at)]
      : []),
    ...(!isManaged && template.instanceProfile === undefined
      ? [report("EKS_LAUNCH_VALUE", "nodes need an instance profile to join", at)]
      : []),
    ...(!isManaged && template.withoutImage === true
      ? [
          report(
            "EKS_LAUNCH_IMAGE",
            "only EKS chooses images, for managed node groups",
            `${pointer}/withoutImage`,
          ),
        ]
      : []),
  ];
}

/** Whether an entry says once where its image comes from. */
export function checkChoice(
  choice: ImageChoice & { readonly region?: string },
  isWithout: boolean,
  { target }: Context,
  pointer: string,
): readonly Diagnostic[] {
  const { imageRecord, reference } = choice;
  const ways = [imageRecord, reference, isWithout || undefined].filter((way) => way !== undefined);
  if (ways.length > 1) {
    return [report("EKS_LAUNCH_IMAGE", "the image is chosen in more than one way", pointer)];
  }
  const region = choice.region ?? target.build?.region;
  if (reference === undefined) {
    const message = "neither this nor a build names a region";
    return isWithout || region !== undefined
      ? []
      : [report("EKS_LAUNCH_IMAGE", message, `${pointer}/region`)];
  }
  const found = checkImageChoice(choice, launchTemplateKinds, pointer);
  const parsed = parseImageReference(reference);
  const isOdd = parsed.ok && parsed.value.kind === "ami" && !amiId.test(parsed.value.id);
  const isElsewhere =
    parsed.ok &&
    parsed.value.kind === "ami" &&
    parsed.value.region !== undefined &&
    region !== undefined &&
    parsed.value.region !== region;
  const at = `${pointer}/reference`;
  return [
    ...found,
    ...(isOdd ? [report("EKS_LAUNCH_VALUE", "the AMI id is malformed", at)] : []),
    ...(isElsewhere ? [report("EKS_LAUNCH_VALUE", `the AMI is not in ${region}`, at)] : []),
  ];
}

function checkBoot(
  template: EksLaunchTemplate,
  { image, target: { cluster } }: Context,
  pointer: string,
): readonly Diagnostic[] {
  const { node, userData, withoutImage } = template;
  const family = familyOf(image);
  if (family === undefined) {
    const message = `there is no image of EKS with ${image.os.distribution}`;
    return [report("EKS_LAUNCH_VALUE", message, "/image/os/distribution")];
  }
  if (node !== undefined) {
    const format = formatOf(node, image);
    if (
      withoutImage === true ||
      userData !== undefined ||
      cluster === undefined ||
      format === undefined
    ) {
      const message =
        withoutImage === true
          ? "EKS joins the nodes itself"
          : userData === undefined
            ? "the target names no cluster, or the image reads nothing we write"
            : "node and userData are both there";
      return [report("EKS_LAUNCH_BOOTSTRAP", message, `${pointer}/node`)];
    }
    return checkNodeBootstrap(bootstrapOf(cluster, node), format).map((one) => ({
      ...one,
      pointer: one.pointer.startsWith("/cluster/") ? one.pointer : `${pointer}/node${one.pointer}`,
    }));
  }
  if (userData === undefined) {
    return withoutImage === true
      ? []
      : [report("EKS_LAUNCH_BOOTSTRAP", "nothing joins the nodes", `${pointer}/node`)];
  }
  const delivery = withoutImage === true ? "merged" : "whole";
  const at = `${pointer}/userData`;
  const found = atPlace(checkUserDataForm(userData, { family, delivery }), at);
  const isDocument = family === "al2023" || family === "bottlerocket";
  const message = "what the user data says was not read, its form alone";
  return isDocument && !hasErrors(found)
    ? [...found, report("EKS_USERDATA_NOT_CHECKED", message, at)]
    : found;
}

function report(code: Code, message: string, pointer: string): Diagnostic {
  return eksManifestDiagnostics.report(code, { message, pointer });
}
