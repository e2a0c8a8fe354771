import type { Diagnostic } from "@imagewright/core";

import { immutableField } from "./check-placement.ts";
import {
  childFields,
  type Fields,
  isGiven,
  itemsOf,
  listFields,
  refusal,
  textOf,
} from "./fields.ts";

const code = "AWS_CONTROL_PLANE_REFUSED";

/** Who may use a cluster of EKS: its mode of authentication, which goes one way only, and entries. */
export function checkAccess(spec: Fields, old: Fields | undefined): readonly Diagnostic[] {
  const access = childFields(spec, "accessConfig");
  const mode = textOf(access, "authenticationMode");
  const before =
    old === undefined ? "" : textOf(childFields(old, "accessConfig"), "authenticationMode");
  const has = isGiven(spec, "accessConfig");
  const isDropped = old !== undefined && isGiven(old, "accessConfig") && !has;
  const isDowngrade =
    has &&
    before !== mode &&
    (before === "api" || (before === "api_and_config_map" && mode === "config_map"));
  const key = "bootstrapClusterCreatorAdminPermissions";
  const isRefused = old === undefined && mode === "config_map" && access.data[key] === false;
  const listed = listFields(spec, "accessEntries");
  const entries =
    "accessEntries can only be used when authenticationMode is set to api or api_and_config_map";
  return [
    ...(isDropped
      ? [
          immutableField(
            spec,
            "accessConfig",
            "removing AccessConfig is not allowed after it has been enabled",
          ),
        ]
      : []),
    ...(isDowngrade
      ? [
          immutableField(
            access,
            "authenticationMode",
            "downgrading authentication mode is not allowed after it has been enabled",
          ),
        ]
      : []),
    ...(isRefused
      ? [
          refusal(
            code,
            access,
            key,
            `${key} must be true if cluster authentication mode is set to config_map`,
          ),
        ]
      : []),
    ...(listed.length > 0 && mode !== "api" && mode !== "api_and_config_map"
      ? [refusal(code, spec, "accessEntries", entries)]
      : []),
    ...listed.flatMap(checkEntry),
  ];
}

/** Entries of nodes have neither groups nor policies; a scope of namespaces names some. */
function checkEntry(entry: Fields): readonly Diagnostic[] {
  const isNode = ["ec2_linux", "ec2_windows"].includes(textOf(entry, "type"));
  const given = ["kubernetesGroups", "accessPolicies"].filter(
    (key) => itemsOf(entry.data, key).length > 0,
  );
  const scopes = listFields(entry, "accessPolicies").map((policy) =>
    childFields(policy, "accessScope"),
  );
  const message = "at least one value must be provided when accessScope type is namespace";
  return [
    ...(isNode
      ? given.map((key) =>
          refusal(
            code,
            entry,
            key,
            `${key} cannot be specified when type is ec2_linux or ec2_windows`,
          ),
        )
      : []),
    ...scopes
      .filter(
        (scope) =>
          textOf(scope, "type") === "namespace" && itemsOf(scope.data, "namespaces").length === 0,
      )
      .map((scope) => refusal(code, scope, "namespaces", message)),
  ];
}
