import {
  type BuildContext,
  emitJson,
  emitYaml,
  formatPointer,
  type ManifestRequest,
  toJsonValue,
} from "@imagewright/core";

import { sortedData } from "../../user-data/sorted-data.ts";
import { type BootstrapObject, bootstrapObject } from "../bootstrap/bootstrap-object.ts";
import {
  type CapaNodeSettings,
  eksConfigSpec,
  nodeadmConfigSpec,
} from "../bootstrap/bootstrap-settings.ts";
import type { EksBootstrapConfig, EksNodeGroup } from "../launch-options.ts";
import type { EksTarget } from "../options.ts";
import { launchTemplateRequest } from "./launch-template.ts";
import { nodeGroupStackRequest } from "./node-group-stack.ts";
import { familyOf } from "./node-user-data.ts";

/** Everything that launches or boots nodes of a target. */
export function eksManifests(context: BuildContext<EksTarget>): readonly ManifestRequest[] {
  const { launchTemplates = [], nodeGroups = [], nodeGroupStacks = [] } = context.target;
  const { bootstrapConfigs = [] } = context.target;
  return [
    ...launchTemplates.map((options, index) => launchTemplateRequest(context, options, index)),
    ...nodeGroups.map((options, index) => nodeGroupRequest(options, index)),
    ...nodeGroupStacks.map((options, index) => nodeGroupStackRequest(context, options, index)),
    ...bootstrapConfigs.map((options, index) => bootstrapRequest(context, options, index)),
  ];
}

function nodeGroupRequest(options: EksNodeGroup, index: number): ManifestRequest {
  const path = `node-group-${options.nodegroupName.toLowerCase()}.json`;
  return {
    pointer: formatPointer(["nodeGroups", index]),
    kind: "NodeGroup",
    path,
    render: () => ({
      path,
      mediaType: "application/json",
      text: emitJson(sortedData(toJsonValue(options, ""))),
    }),
  };
}

function bootstrapRequest(
  { image }: BuildContext<EksTarget>,
  options: EksBootstrapConfig,
  index: number,
): ManifestRequest {
  const config = bootstrapOf(options, familyOf(image) === "al2");
  const { kind } = config;
  const path = `${kebab(kind)}-${options.name}.yaml`;
  return {
    pointer: formatPointer(["bootstrapConfigs", index]),
    kind,
    path,
    render: () => ({
      path,
      mediaType: "application/yaml",
      text: emitYaml(bootstrapObject(config)),
    }),
  };
}

function bootstrapOf(options: EksBootstrapConfig, isAmazonLinux2: boolean): BootstrapObject {
  const { name, namespace, template = true, preCommands } = options;
  const header = { name, ...(namespace !== undefined && { namespace }) };
  const settings = capaSettings(options);
  return isAmazonLinux2
    ? {
        ...header,
        kind: template ? "EKSConfigTemplate" : "EKSConfig",
        spec: {
          ...eksConfigSpec(settings),
          ...(preCommands !== undefined && { preBootstrapCommands: preCommands }),
        },
      }
    : {
        ...header,
        kind: template ? "NodeadmConfigTemplate" : "NodeadmConfig",
        spec: {
          ...nodeadmConfigSpec(settings),
          ...(preCommands !== undefined && { preNodeadmCommands: preCommands }),
        },
      };
}

/** The settings of a bootstrap configuration. */
export function capaSettings({ node = {}, dnsClusterIp }: EksBootstrapConfig): CapaNodeSettings {
  return { ...node, ...(dnsClusterIp !== undefined && { cluster: { dnsClusterIp } }) };
}

function kebab(kind: string): string {
  return kind.replace(/(?<=[a-z])(?=[A-Z])|(?<=EKS)(?=C)/gu, "-").toLowerCase();
}
