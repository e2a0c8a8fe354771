import type { Diagnostic, NodeImage, TargetRule } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import type { AwsMachineTemplate } from "../machine-template-options.ts";
import type { AwsTarget } from "../options.ts";
import { machineManifest, machineTemplateManifest } from "../render/machine-object.ts";
import { checkBootstrap } from "./check-bootstrap.ts";
import { checkChoice } from "./check-choice.ts";
import { checkInstanceType } from "./check-instance-type.ts";
import { checkPurchase } from "./check-purchase.ts";
import { checkRendered, placeholderOf } from "./check-rendered.ts";
import { checkRootVolume } from "./check-root-volume.ts";
import { checkTags } from "./check-tags.ts";

/** Everything about the machine templates, and about single machines. */
export const checkMachineTemplates: TargetRule<AwsTarget> = ({ image, target }) => [
  ...(target.machineTemplates ?? []).flatMap((template, index) => {
    const at = `/machineTemplates/${index}`;
    const found = checkMachine(template, image, target, at);
    const object = machineTemplateManifest(template, image, placeholderOf(template));
    const { capaVersion } = target;
    return [...found, ...checkRendered(object, image, at, { capaVersion, found })];
  }),
  ...(target.machines ?? []).flatMap((machine, index) => {
    const at = `/machines/${index}`;
    const found = checkMachine(machine, image, target, at);
    const object = machineManifest(machine, image, placeholderOf(machine));
    const { capaVersion } = target;
    return [...found, ...checkRendered(object, image, at, { capaVersion, found })];
  }),
];

function checkMachine(
  template: AwsMachineTemplate,
  image: NodeImage,
  { build }: AwsTarget,
  pointer: string,
): readonly Diagnostic[] {
  return [
    ...checkChoice(template, image, build?.region, pointer),
    ...checkInstanceType(template.instanceType, image.architecture, `${pointer}/instanceType`),
    ...checkRootVolume(template.rootVolume, image, `${pointer}/rootVolume`),
    ...checkPurchase(template, pointer),
    ...checkTags(template.additionalTags ?? {}, `${pointer}/additionalTags`),
    ...checkBootstrap(template, image, pointer),
    ...checkSubnet(template, pointer),
  ];
}

function checkSubnet(
  { subnetId, subnetFilters }: AwsMachineTemplate,
  pointer: string,
): readonly Diagnostic[] {
  const message = "the subnet is named by its id, and by filters";
  return subnetId !== undefined && subnetFilters !== undefined
    ? [awsDiagnostics.report("AWS_SUBNET_TWICE", { message, pointer: `${pointer}/subnetFilters` })]
    : [];
}
