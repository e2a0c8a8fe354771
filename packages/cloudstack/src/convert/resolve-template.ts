import type { CloudStackTemplateReference, DiagnosticFacts, Parsed } from "@imagewright/core";
import { formatImageReference, toParsed } from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import type { CloudStackTemplate } from "../parse/template-list.ts";

/**
 * The template CAPC boots a machine from, found as its controller finds it: an id among all zones,
 * a name exactly in the machine's zone; one row, or a refusal that lists what there is.
 *
 * @param templates - everything the account may execute, as listTemplates gives it
 * @param zone - name or id of the machine's zone; that of the reference where left out
 * @example
 * ```ts
 * const templates = [
 *   { id: "a", name: "node", zone: "zone-1", isReady: true, isPublic: false },
 *   { id: "a", name: "node", zone: "zone-2", isReady: true, isPublic: false },
 * ];
 * const byName = { kind: "cloudstack-template", name: "node" } as const;
 * const found = resolveTemplate(templates, byName, "zone-2");
 * found.ok && found.value.zone; // => "zone-2"
 * const byId = { kind: "cloudstack-template", id: "a" } as const;
 * resolveTemplate(templates, byId, "zone-2").diagnostics.map(({ code }) => code);
 * // => ["CLOUDSTACK_TEMPLATE_SEVERAL"]
 * ```
 */
export function resolveTemplate(
  templates: readonly CloudStackTemplate[],
  reference: CloudStackTemplateReference,
  zone: string | undefined = reference.zone,
): Parsed<CloudStackTemplate> {
  const id = reference.id === "" ? undefined : reference.id;
  if (id === undefined && zone === undefined) {
    const message = "a name is looked up in a zone, and none is given";
    return refuse("CLOUDSTACK_ZONE_ID", { message });
  }
  const candidates = templates.filter((template) =>
    id === undefined
      ? template.name === reference.name && isIn(template, zone)
      : template.id === id,
  );
  const [found, ...others] = candidates;
  if (found === undefined) {
    return refuse("CLOUDSTACK_TEMPLATE_NONE", nothing(templates, reference, zone));
  }
  if (others.length > 0) {
    return refuse("CLOUDSTACK_TEMPLATE_SEVERAL", {
      message: `${candidates.length} templates fit ${formatImageReference(reference)}`,
      found: candidates.map(shown).join(", "),
    });
  }
  return check(found, reference, zone);
}

function check(
  found: CloudStackTemplate,
  { name }: CloudStackTemplateReference,
  zone: string | undefined,
): Parsed<CloudStackTemplate> {
  if (name !== undefined && found.name !== name) {
    const message = `the template of this id is named ${found.name}, not ${name}`;
    return refuse("CLOUDSTACK_TEMPLATE_DIFFERS", { message, found: shown(found), expected: name });
  }
  if (zone !== undefined && !isIn(found, zone)) {
    const message = `the template of this id is not in ${zone}`;
    return refuse("CLOUDSTACK_TEMPLATE_DIFFERS", { message, found: shown(found), expected: zone });
  }
  if (!found.isReady) {
    const message = `the template is not ready: ${found.status ?? "no status is shown"}`;
    return refuse("CLOUDSTACK_TEMPLATE_UNREADY", { message, found: shown(found) });
  }
  return toParsed(found);
}

/** What the reference missed by a hair: the same name in another zone or spelling. */
function nothing(
  templates: readonly CloudStackTemplate[],
  reference: CloudStackTemplateReference,
  zone: string | undefined,
): DiagnosticFacts {
  const place = zone === undefined ? "" : ` in ${zone}`;
  const near = templates.filter(({ name }) => name.toLowerCase() === reference.name?.toLowerCase());
  return {
    message: `no template fits ${formatImageReference(reference)}${place}`,
    ...(near.length > 0 && { found: near.map(shown).join(", ") }),
  };
}

function isIn(template: CloudStackTemplate, zone: string | undefined): boolean {
  return zone !== undefined && (template.zone === zone || template.zoneId === zone);
}

function shown({ id, name, zone, zoneId, account }: CloudStackTemplate): string {
  const owner = account === undefined ? "" : ` of ${account}`;
  return `${name} (${id}) in ${zone ?? zoneId ?? "no zone"}${owner}`;
}

type Refusal =
  | "CLOUDSTACK_TEMPLATE_DIFFERS"
  | "CLOUDSTACK_TEMPLATE_NONE"
  | "CLOUDSTACK_TEMPLATE_SEVERAL"
  | "CLOUDSTACK_TEMPLATE_UNREADY"
  | "CLOUDSTACK_ZONE_ID";

function refuse(code: Refusal, facts: DiagnosticFacts): Parsed<never> {
  return { ok: false, diagnostics: [cloudstackDiagnostics.report(code, facts)] };
}
