import { type Diagnostic, hasErrors, showValue } from "@imagewright/core";

import { launchTemplateKinds } from "../ami-terms.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { LaunchTemplateOptions } from "../launch-template-options.ts";
import { formatOf } from "../render/joining-user-data.ts";
import { rootDeviceOf } from "../render/launch-template-stack.ts";
import { checkAmiTerms } from "./check-ami-terms.ts";
import { checkChoice, checkRegion, givenReference } from "./check-choice.ts";
import { checkJoiningNode } from "./check-joining-node.ts";
import type { RuleContext } from "./rule-context.ts";

/** Every problem of the target's launch templates. */
export function checkLaunchTemplates(context: RuleContext): readonly Diagnostic[] {
  return (context.target.launchTemplates ?? []).flatMap((options, index) =>
    checkLaunchTemplate(context, options, `/launchTemplates/${index}`),
  );
}

function checkLaunchTemplate(
  context: RuleContext,
  options: LaunchTemplateOptions,
  pointer: string,
): readonly Diagnostic[] {
  const node = checkJoiningNode(options.node ?? {}, context, `${pointer}/node`);
  return [
    ...checkChoice(options, launchTemplateKinds, pointer),
    ...checkAmi(context, options, `${pointer}/reference`),
    ...node,
    ...(hasErrors(node) ? [] : checkDynamic(context, options, `${pointer}/node`)),
    ...checkSecurityGroups(options, pointer),
    ...checkRootDevice(context, options, pointer),
  ];
}

function checkAmi(
  { target }: RuleContext,
  options: LaunchTemplateOptions,
  pointer: string,
): readonly Diagnostic[] {
  const reference = givenReference(options, launchTemplateKinds);
  return reference?.kind === "ami"
    ? [
        ...checkRegion(reference, target.region, pointer),
        ...checkAmiTerms([{ id: reference.id }], { pointerOf: () => pointer }),
      ]
    : [];
}

/** CloudFormation resolves `{{resolve:…}}` wherever it stands in the stack. */
function checkDynamic(
  { image, target }: RuleContext,
  { node = {}, userDataForm }: LaunchTemplateOptions,
  pointer: string,
): readonly Diagnostic[] {
  const format = formatOf(node, image);
  if (userDataForm === "base64" || format === undefined || target.cluster === undefined) {
    return [];
  }
  const parts = [
    node.script ?? "",
    ...(node.kubeletFlags ?? []),
    JSON.stringify(node.kubeletConfig ?? {}),
  ];
  const message = "the user data holds what CloudFormation takes for a dynamic reference";
  return parts.some((part) => part.includes("{{resolve:"))
    ? [karpenterDiagnostics.report("KARPENTER_USERDATA_DYNAMIC", { message, pointer })]
    : [];
}

function checkSecurityGroups(
  { securityGroupIds }: LaunchTemplateOptions,
  pointer: string,
): readonly Diagnostic[] {
  return securityGroupIds.flatMap((id, index) =>
    /^sg-[0-9a-z]+$/u.test(id)
      ? []
      : [
          karpenterDiagnostics.report("KARPENTER_SECURITY_GROUP", {
            message: "this is no id of a security group",
            pointer: `${pointer}/securityGroupIds/${index}`,
            found: showValue(id),
          }),
        ],
  );
}

function checkRootDevice(
  { image }: RuleContext,
  options: LaunchTemplateOptions,
  pointer: string,
): readonly Diagnostic[] {
  const at = `${pointer}/rootDeviceName`;
  if (image.rootVolume === undefined) {
    const message = "the image says no size for the root volume";
    return options.rootDeviceName === undefined
      ? []
      : [karpenterDiagnostics.report("KARPENTER_ROOT_DEVICE_UNUSED", { message, pointer: at })];
  }
  const message = `nothing says which device is the root of a ${image.os.distribution} image`;
  return rootDeviceOf(image, options) === undefined
    ? [karpenterDiagnostics.report("KARPENTER_ROOT_DEVICE", { message, pointer: at })]
    : [];
}
