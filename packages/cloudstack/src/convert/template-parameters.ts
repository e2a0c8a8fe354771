import {
  type CloudStackTemplateReference,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import type { CloudStackTemplate } from "../parse/template-list.ts";

/** Parameters of a command of CloudStack's API, by name. */
export interface CloudStackParameters {
  readonly [name: string]: string;
}

/** A zone as listZones gives it. */
export interface CloudStackZone {
  readonly id: string;
  readonly name: string;
}

/**
 * How CAPC asks listTemplates for a reference: an id without a zone, a name in the zone of the
 * machine, among everything the account may execute.
 *
 * @param zones - what listZones gives, to find the id of the reference's zone
 * @returns refused for a name without a zone, or in a zone that is not among them
 * @example
 * ```ts
 * const reference = { kind: "cloudstack-template", zone: "zone-1", name: "node" } as const;
 * const parameters = listTemplatesParameters(reference, [{ id: "f1", name: "zone-1" }]);
 * parameters.ok && parameters.value;
 * // => { templatefilter: "executable", name: "node", zoneid: "f1" }
 * listTemplatesParameters(reference, []).diagnostics.map(({ code }) => code);
 * // => ["CLOUDSTACK_ZONE_ID"]
 * ```
 */
export function listTemplatesParameters(
  reference: CloudStackTemplateReference,
  zones: readonly CloudStackZone[],
): Parsed<CloudStackParameters> {
  const { id, name, zone } = reference;
  if (id !== undefined && id !== "") {
    return toParsed({ templatefilter: "executable", id });
  }
  if (name === undefined || name === "") {
    const message = "a name or id of a template is empty";
    return refuse("CLOUDSTACK_REFERENCE_EMPTY", message);
  }
  const [found, ...others] = zones.filter((one) => one.name === zone);
  return found === undefined || others.length > 0
    ? refuse("CLOUDSTACK_ZONE_ID", "the id of the zone is not known", showValue(zone ?? null))
    : toParsed({ templatefilter: "executable", name, zoneid: found.id });
}

/**
 * The reference that parameters of listTemplates or deployVirtualMachine make, whatever the case of
 * their names.
 *
 * @param zones - what listZones gives, to find the name of the zone
 * @returns refused where no template is named, and for a zone that is not among them
 * @example
 * ```ts
 * const zones = [{ id: "f1", name: "zone-1" }];
 * const reference = parseTemplateParameters({ templateId: "a", zoneId: "f1" }, zones);
 * reference.ok && reference.value;
 * // => { kind: "cloudstack-template", zone: "zone-1", id: "a" }
 * ```
 */
export function parseTemplateParameters(
  parameters: CloudStackParameters,
  zones: readonly CloudStackZone[],
): Parsed<CloudStackTemplateReference> {
  const byName = new Map(
    Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const deployed = byName.get("templateid");
  const id = deployed ?? byName.get("id");
  const name = deployed === undefined ? byName.get("name") : undefined;
  if ((id ?? "") === "" && (name ?? "") === "") {
    return refuse("CLOUDSTACK_REFERENCE_EMPTY", "the parameters name no template");
  }
  const zoneId = byName.get("zoneid");
  const zone = zones.find((one) => one.id === zoneId);
  if (zoneId !== undefined && zone === undefined) {
    return refuse("CLOUDSTACK_ZONE_ID", "the name of the zone is not known", showValue(zoneId));
  }
  return toParsed({
    kind: "cloudstack-template",
    ...(zone !== undefined && { zone: zone.name }),
    ...(id !== undefined && id !== "" && { id }),
    ...(name !== undefined && name !== "" && { name }),
  });
}

/**
 * What deployVirtualMachine is told of a template: its id, and the zone it is in.
 *
 * @returns refused for a row without a zone
 * @example
 * ```ts
 * const parameters = deployParameters({
 *   id: "a",
 *   name: "node",
 *   zoneId: "f1",
 *   isReady: true,
 *   isPublic: false,
 * });
 * parameters.ok && parameters.value; // => { templateid: "a", zoneid: "f1" }
 * ```
 */
export function deployParameters({ id, zoneId }: CloudStackTemplate): Parsed<CloudStackParameters> {
  return zoneId === undefined
    ? refuse("CLOUDSTACK_ZONE_ID", "the template's row names no zone")
    : toParsed({ templateid: id, zoneid: zoneId });
}

/**
 * The reference to a template that was listed: by its name in its zone, as CAPC finds it in every
 * zone; by its id where that is asked for.
 *
 * @example
 * ```ts
 * const row = { id: "a", name: "node", zone: "zone-1", isReady: true, isPublic: false };
 * templateReference(row);
 * // => { kind: "cloudstack-template", zone: "zone-1", name: "node" }
 * templateReference(row, "id"); // => { kind: "cloudstack-template", zone: "zone-1", id: "a" }
 * ```
 */
export function templateReference(
  { id, name, zone }: CloudStackTemplate,
  by: "id" | "name" = "name",
): CloudStackTemplateReference {
  return {
    kind: "cloudstack-template",
    ...(zone !== undefined && { zone }),
    ...(by === "id" ? { id } : { name }),
  };
}

function refuse(
  code: "CLOUDSTACK_REFERENCE_EMPTY" | "CLOUDSTACK_ZONE_ID",
  message: string,
  found?: string,
): Parsed<never> {
  return { ok: false, diagnostics: [cloudstackDiagnostics.report(code, { message, found })] };
}
