import { type Diagnostic, formatPointer, type TargetRule } from "@imagewright/core";
import { checkImageBuilderVariables } from "@imagewright/packer";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { systemOf } from "../image-builder.ts";
import type { AzureTarget } from "../options.ts";

/** Variables that a field of the build decides, by the field. */
const owned: ReadonlyMap<string, string> = new Map([
  ["azure_location", "location"],
  ["build_resource_group_name", "buildResourceGroup"],
  ["exclude_from_latest", "excludeFromLatest"],
  ["image_name", "definition.name"],
  ["replication_regions", "replicationRegions"],
  ["resource_group_name", "resourceGroup"],
  ["shared_image_gallery_name", "gallery"],
  ["sig_image_version", "version"],
  ["subscription_id", "subscriptionId"],
  ["use_azure_cli_auth", "authentication"],
]);

/** Credentials, which image-builder reads from the environment. */
const credentials: ReadonlySet<string> = new Set(["client_id", "client_secret"]);

/** Free variables neither contradict a field nor hold a credential. */
export const buildVariablesRule: TargetRule<AzureTarget> = ({ image, target }) => {
  if (target.build?.variables === undefined) {
    return [];
  }
  const { variables, generation } = target.build;
  const names = Object.keys(variables);
  const refused = names.filter((name) => owned.has(name) || credentials.has(name));
  const others = Object.fromEntries(
    Object.entries(variables).filter(([name]) => !refused.includes(name)),
  );
  return [
    ...refused.map(refusal),
    ...checkImageBuilderVariables(systemOf[generation], others, "/build/variables", image),
  ];
};

function refusal(name: string): Diagnostic {
  const field = owned.get(name);
  const message =
    field === undefined
      ? `${name} is read from the environment of the build`
      : `${name} follows from \`${field}\` of the build`;
  const pointer = formatPointer(["build", "variables", name]);
  return azureDiagnostics.report("AZURE_BUILD_VARIABLE", { message, pointer });
}
