import { type Diagnostic, formatPointer, type TargetRule } from "@imagewright/core";

import { checkNodeBootstrap } from "../../user-data/check-node-bootstrap.ts";
import { checkCapaSettings } from "../bootstrap/bootstrap-settings.ts";
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import type { EksNodeGroupStack } from "../launch-options.ts";
import { capaSettings } from "../launch/manifests.ts";
import { checkNodeGroup } from "../launch/node-group-document.ts";
import { nodeGroupStackParameters } from "../launch/node-group-stack.ts";
import { familyOf } from "../launch/node-user-data.ts";
import { checkStackParameters } from "../launch/stack-parameters.ts";
import type { EksTarget } from "../options.ts";
import { checkChoice } from "./check-launch.ts";

type Context = Parameters<TargetRule<EksTarget>>[0];

/** Whether managed node groups fit the launch templates of the target. */
export const checkNodeGroups: TargetRule<EksTarget> = ({ target }) =>
  (target.nodeGroups ?? []).flatMap((group, index) => {
    const template = target.launchTemplates?.find(
      ({ name }) => name === group.launchTemplate?.name,
    );
    const launch = template && {
      hasImage: template.withoutImage !== true,
      hasInstanceType: template.instanceType !== undefined,
    };
    const pointer = formatPointer(["nodeGroups", index]);
    const message = "the launch template is for self-managed nodes";
    return [
      ...checkNodeGroup(group, launch, pointer),
      ...(template?.usedBy === "self-managed"
        ? [
            eksManifestDiagnostics.report("EKS_GROUP_TEMPLATE", {
              message,
              pointer: `${pointer}/launchTemplate/name`,
            }),
          ]
        : []),
      ...checkTwice(
        (target.nodeGroups ?? []).map(({ nodegroupName }) => nodegroupName.toLowerCase()),
        index,
        `${pointer}/nodegroupName`,
      ),
    ];
  });

/** Whether upstream's template makes the stacks that are asked for. */
export const checkNodeGroupStacks: TargetRule<EksTarget> = (context) =>
  (context.target.nodeGroupStacks ?? []).flatMap((stack, index) => {
    const pointer = formatPointer(["nodeGroupStacks", index]);
    return [
      ...checkSystem(context, pointer),
      ...checkChoice(stack, false, context, pointer),
      ...checkStack(context, stack, pointer),
      ...checkTwice(
        (context.target.nodeGroupStacks ?? []).map(({ name }) => name.toLowerCase()),
        index,
        `${pointer}/name`,
      ),
    ];
  });

/** Whether a bootstrap configuration of the image's system can say what is asked for. */
export const checkBootstrapConfigs: TargetRule<EksTarget> = ({ image, target }) =>
  (target.bootstrapConfigs ?? []).flatMap((config, index) => {
    const pointer = formatPointer(["bootstrapConfigs", index]);
    const family = familyOf(image);
    const message = `CAPA boots no nodes with ${image.os.distribution} ${image.os.release}`;
    if (family !== "al2" && family !== "al2023") {
      return [
        eksManifestDiagnostics.report("EKS_BOOTSTRAP_KIND", { message, pointer: "/image/os" }),
      ];
    }
    const kind = family === "al2" ? "EKSConfig" : "NodeadmConfig";
    return [
      ...checkCapaSettings(capaSettings(config), kind, `${pointer}/node`).map((one) => ({
        ...one,
        pointer: one.pointer.replace("/node/cluster/", "/"),
      })),
      ...checkTwice(
        (target.bootstrapConfigs ?? []).map(({ name, template }) => `${name} ${template ?? true}`),
        index,
        `${pointer}/name`,
      ),
    ];
  });

function checkSystem({ image }: Context, pointer: string): readonly Diagnostic[] {
  const message = `the template boots no ${image.os.distribution} ${image.os.release}`;
  return familyOf(image) === "al2"
    ? []
    : [eksManifestDiagnostics.report("EKS_STACK_SYSTEM", { message, pointer })];
}

function checkStack(
  { image, target }: Context,
  stack: EksNodeGroupStack,
  pointer: string,
): readonly Diagnostic[] {
  if (target.cluster === undefined) {
    const message = "the target names no cluster";
    return [
      eksManifestDiagnostics.report("EKS_LAUNCH_BOOTSTRAP", { message, pointer: "/cluster" }),
    ];
  }
  const bootstrap = { cluster: target.cluster, ...stack.node };
  const found = checkNodeBootstrap(bootstrap, "bootstrap.sh").map((one) => ({
    ...one,
    pointer: one.pointer.startsWith("/cluster/") ? one.pointer : `${pointer}/node${one.pointer}`,
  }));
  const parameters = nodeGroupStackParameters({ image, target }, stack, undefined);
  return [
    ...found,
    ...(found.some(({ severity }) => severity === "error")
      ? []
      : checkStackParameters(parameters, stack.template ?? "2022-08-17", pointer)),
  ];
}

function checkTwice(
  names: readonly string[],
  index: number,
  pointer: string,
): readonly Diagnostic[] {
  const message = "the name stands there twice";
  return names.indexOf(names[index] ?? "") === index
    ? []
    : [eksManifestDiagnostics.report("EKS_LAUNCH_VALUE", { message, pointer })];
}
