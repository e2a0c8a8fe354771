import {
  type Diagnostic,
  type JsonObject,
  mapAt,
  ownValue,
  type Parsed,
  replaceAt,
  textAt,
  toParsed,
} from "@imagewright/core";
import {
  type CreateChange,
  type GroupUpgrade,
  isSameContent,
  objectText,
  planDiagnostics,
  type PlanObjects,
  rotatedName,
  type StoredObject,
  withoutServerFields,
} from "@imagewright/core/plan";

import {
  bootstrapGroup,
  bootstrapObject,
  readBootstrapObject,
} from "../eks/bootstrap/bootstrap-object.ts";
import { convertBootstrapObject } from "../eks/bootstrap/convert-bootstrap-object.ts";
import { fieldOf } from "./group-objects.ts";
import { capaPlanDiagnostics } from "./plan-diagnostics.ts";

/** What starts machines by nodeadm in place of an EKSConfig. */
export interface NodeadmBootstrap {
  readonly kind: string;
  readonly name: string;
  /** Absent where it is there already. */
  readonly creation?: CreateChange;
}

/**
 * The NodeadmConfig, or template, that does what an EKSConfig does, under a name that says what it
 * holds.
 *
 * @returns what keeps the conversion from being exact; what it changes on purpose are notes
 */
export function nodeadmBootstrap(
  config: StoredObject,
  objects: PlanObjects,
  { from }: GroupUpgrade,
  to: string,
): Parsed<NodeadmBootstrap> {
  const plain = withoutServerFields(config.object);
  const read = readBootstrapObject(plain);
  const converted = read.ok ? convertBootstrapObject(read.value) : read;
  const diagnostics = [...(read.ok ? read.diagnostics : []), ...converted.diagnostics].map(
    (found) => ({ ...toPlan(found, config), ...fieldOf(config, found.pointer) }),
  );
  if (!converted.ok) {
    return { ok: false, diagnostics };
  }
  const { apiVersion, kind, spec } = bootstrapObject(converted.value);
  const bare: JsonObject = {
    ...(apiVersion !== undefined && { apiVersion }),
    ...(kind !== undefined && { kind }),
    ...(spec !== undefined && { spec }),
  };
  const name = rotatedName(
    config.address.name,
    bare,
    from === undefined ? undefined : { from, to },
  );
  const address = { ...config.address, version: "v1beta2", kind: converted.value.kind, name };
  const there = objects.find(address);
  const known = { kind: address.kind, name };
  if (there !== undefined) {
    return isSameContent(there.object, bare)
      ? toParsed(known, diagnostics)
      : { ok: false, diagnostics: [...diagnostics, taken(there)] };
  }
  const { spec: content, ...header } = bare;
  const metadata = { ...mapAt(plain, "/metadata"), name };
  return toParsed(
    {
      ...known,
      creation: {
        change: "create",
        object: address,
        manifest: { ...header, metadata, ...(content !== undefined && { spec: content }) },
        ...(config.source !== undefined && { source: config.source }),
      },
    },
    diagnostics,
  );
}

/** An owner that refers to another bootstrap configuration. */
export function withBootstrap(
  owner: JsonObject,
  pointer: string,
  { kind, name }: NodeadmBootstrap,
): JsonObject {
  const reference = mapAt(owner, pointer) ?? {};
  const renamed = { ...reference, kind, name };
  const isVersioned = ownValue(reference, "apiVersion") !== undefined;
  const written = isVersioned ? { ...renamed, apiVersion: `${bootstrapGroup}/v1beta2` } : renamed;
  return replaceAt(owner, pointer, written) ?? owner;
}

/**
 * A machine template whose machines nodeadm starts: from Amazon Linux 2023 where a type of EKS says
 * what to look up, and with its user data where nodeadm looks for them.
 */
export function nodeadmMachine(template: StoredObject, pointer: string): Parsed<JsonObject> {
  const { object } = template;
  if (mapAt(object, `${pointer}/ignition`) !== undefined) {
    const facts = fieldOf(template, `${pointer}/ignition`);
    const message = `${template.address.name} writes Ignition`;
    return {
      ok: false,
      diagnostics: [capaPlanDiagnostics.report("EKS_PLAN_IGNITION", { message, ...facts })],
    };
  }
  const cloudInit = mapAt(object, `${pointer}/cloudInit`) ?? {};
  const others = Object.entries(cloudInit).filter(([name]) => !secretFields.has(name));
  const plain = { ...Object.fromEntries(others), insecureSkipSecretsManager: true };
  const isPlain = cloudInit["insecureSkipSecretsManager"] === true;
  const written = isPlain ? object : replaceAt(object, `${pointer}/cloudInit`, plain);
  return toParsed(withAmazonLinux2023(written ?? object, pointer));
}

/** What says where user data are hidden; it excludes that they are not. */
const secretFields = new Set(["secureSecretsBackend", "secretPrefix", "secretCount"]);

/** A machine or launch template that looks Amazon Linux 2 up, with Amazon Linux 2023. */
export function withAmazonLinux2023(object: JsonObject, pointer: string): JsonObject {
  const isNamed = (textAt(object, `${pointer}/ami/id`) ?? "") !== "";
  const type = textAt(object, `${pointer}/ami/eksLookupType`) ?? "";
  if (isNamed || type.startsWith("AmazonLinux2023")) {
    return object;
  }
  const next = type === "AmazonLinuxGPU" ? "AmazonLinux2023GPU" : "AmazonLinux2023";
  return replaceAt(object, `${pointer}/ami/eksLookupType`, next) ?? object;
}

/** What is lost is found by somebody else first; a plan goes on when the field is gone. */
function toPlan(found: Diagnostic, { address }: StoredObject): Diagnostic {
  return found.code === "EKS_CONVERT_LOST"
    ? {
        ...found,
        hint: `${found.hint} Then take the field out of ${objectText(address)}, and plan again.`,
      }
    : found;
}

function taken(there: StoredObject): Diagnostic {
  const { kind, name } = there.address;
  const message = `${kind} ${name} is there already and says something else`;
  return planDiagnostics.report("PLAN_NAME_TAKEN", { message, found: name, ...fieldOf(there, "") });
}
