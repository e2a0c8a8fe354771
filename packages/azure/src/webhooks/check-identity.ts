import { type Diagnostic, type JsonObject, mapAt, showValue, textAt } from "@imagewright/core";

import { objectsAt } from "../json-fields.ts";
import { capzDiagnostics } from "./capz-diagnostics.ts";
import { isResourceId } from "./resource-id.ts";

const guid = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/u;

function refuse(message: string, pointer: string, found?: string): Diagnostic {
  return capzDiagnostics.report("CAPZ_IDENTITY", { message, pointer, found });
}

/** What CAPZ's webhook says of the identities a user assigns. */
export function checkUserIdentities(owner: JsonObject, at: string): readonly Diagnostic[] {
  const identities = objectsAt(owner, "/userAssignedIdentities");
  const identity = textAt(owner, "/identity") ?? "None";
  if (identity !== "UserAssigned") {
    const message = "must be set to 'UserAssigned' when assigning any user identity to the machine";
    return identities.length === 0 ? [] : [refuse(message, `${at}/identity`, identity)];
  }
  if (identities.length === 0) {
    const message = "must be specified for the 'UserAssigned' identity type";
    return [refuse(message, `${at}/userAssignedIdentities`)];
  }
  return identities.flatMap((one, index) => {
    const id = textAt(one, "/providerID") ?? "";
    const pointer = `${at}/userAssignedIdentities/${index}/providerID`;
    return id === "" || isResourceId(id)
      ? []
      : [refuse("must be a valid Azure resource ID", pointer, showValue(id))];
  });
}

/** Words that differ between machines and pools. */
export interface RoleWords {
  readonly definition: string;
  readonly unused: string;
}

export const machineRoleWords: RoleWords = {
  definition: "the definitionID field cannot be empty",
  unused: "systemAssignedIdentityRole can only be set when identity is set to SystemAssigned",
};

export const poolRoleWords: RoleWords = {
  definition: "the roleDefinitionID field cannot be empty",
  unused: "systemAssignedIdentityRole can only be set when identity is set to 'SystemAssigned'",
};

/**
 * What CAPZ's webhook says of the role of the identity that Azure makes. Scope and definition that
 * are left out are filled in before, from the cluster's subscription; empty ones are too.
 */
export function checkRole(
  owner: JsonObject,
  at: string,
  words: RoleWords,
  isDefaulted: boolean,
): readonly Diagnostic[] {
  const role = mapAt(owner, "/systemAssignedIdentityRole");
  const oldName = textAt(owner, "/roleAssignmentName") ?? "";
  const name = role === undefined ? "" : (textAt(role, "/name") ?? "");
  const isSystem = textAt(owner, "/identity") === "SystemAssigned";
  const place = `${at}/systemAssignedIdentityRole`;
  const isMissing = (field: string): boolean =>
    !isDefaulted && isSystem && role !== undefined && (textAt(role, `/${field}`) ?? "") === "";
  return [
    ...(oldName !== "" && name !== ""
      ? [
          refuse(
            "cannot set both roleAssignmentName and systemAssignedIdentityRole.name",
            `${place}/name`,
          ),
        ]
      : []),
    ...(isMissing("definitionID") ? [refuse(words.definition, `${place}/definitionID`)] : []),
    ...(isMissing("scope") ? [refuse("the scope field cannot be empty", `${place}/scope`)] : []),
    ...(!isSystem && role !== undefined ? [refuse(words.unused, place)] : []),
  ];
}

/** What CAPZ's webhook says of the name of the role assignment; one is made up where none is. */
export function checkRoleName(
  owner: JsonObject,
  at: string,
  oldName: string,
): readonly Diagnostic[] {
  const name = textAt(owner, "/systemAssignedIdentityRole/name") ?? "";
  const pointer = `${at}/systemAssignedIdentityRole/name`;
  if (textAt(owner, "/identity") !== "SystemAssigned") {
    const message = "Role assignment name should only be set when using system assigned identity.";
    return name === "" ? [] : [refuse(message, pointer)];
  }
  return [
    ...(name === "" || guid.test(name)
      ? []
      : [
          refuse(
            "Role assignment name must be a valid GUID. It is optional and will be auto-generated when not specified.",
            pointer,
            showValue(name),
          ),
        ]),
    ...(oldName === "" || oldName === name
      ? []
      : [
          refuse(
            "Role assignment name should not be modified after AzureMachine creation.",
            pointer,
            showValue(name),
          ),
        ]),
  ];
}
