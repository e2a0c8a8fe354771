import {
  type Diagnostic,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";

/** `jobstatus` of a job that has not ended. */
const runningJob = 0;

/** A template as CloudStack lists it: one row for each zone that has it. */
export interface CloudStackTemplate {
  readonly id: string;
  readonly name: string;
  readonly zoneId?: string;
  /** Name of the zone. */
  readonly zone?: string;
  /** Whether machines can be made from it. */
  readonly isReady: boolean;
  /** How far the download is; shown to admins and the owner alone. */
  readonly status?: string;
  /** @example "KVM" */
  readonly hypervisor?: string;
  /** @example "QCOW2" */
  readonly format?: string;
  /** `x86_64` or `aarch64`; older servers do not say. */
  readonly arch?: string;
  readonly account?: string;
  readonly isPublic: boolean;
}

/**
 * The templates of an answer of CloudStack: of listTemplates, of registerTemplate, or of the job
 * that made one. Older servers leave the count out, number their objects, and write booleans as
 * text; all of this is read.
 *
 * @param answer - the answer as it came: one field named for the command
 * @returns one row for each template and zone, in the order of the answer
 * @example
 * ```ts
 * const rows = parseTemplateList({
 *   listtemplatesresponse: {
 *     count: 1,
 *     template: [{ id: 4, name: "node", zonename: "zone-1", isready: "true" }],
 *   },
 * });
 * rows.ok && rows.value;
 * // => [{ id: "4", name: "node", zone: "zone-1", isReady: true, isPublic: false }]
 * const refused = parseTemplateList({ errorresponse: { errorcode: 401, errortext: "unable" } });
 * refused.diagnostics.map(({ code }) => code); // => ["CLOUDSTACK_ANSWER_ERROR"]
 * ```
 */
export function parseTemplateList(answer: JsonValue): Parsed<readonly CloudStackTemplate[]> {
  const [entry, ...others] = isJsonObject(answer) ? Object.entries(answer) : [];
  const [key = "", body = null] = entry ?? [];
  if (others.length > 0 || !isJsonObject(body)) {
    return refuse("the answer has not one field with an object", "", answer);
  }
  const at = `/${key}`;
  const status = ownValue(body, "jobstatus");
  return status === undefined ? readResult(body, at) : readJob(body, Number(status), at);
}

/** A job that succeeded holds what its command answers; one that failed, an error or a text. */
function readJob(
  body: JsonObject,
  status: number,
  at: string,
): Parsed<readonly CloudStackTemplate[]> {
  const result = ownValue(body, "jobresult");
  if (status === runningJob) {
    return refuse("the job is still running", `${at}/jobstatus`, status);
  }
  if (isJsonObject(result)) {
    return readResult(result, `${at}/jobresult`);
  }
  const error = { errorcode: ownValue(body, "jobresultcode") ?? null, errortext: result ?? null };
  return { ok: false, diagnostics: [errorOf(error, `${at}/jobresult`)] };
}

function readResult(body: JsonObject, at: string): Parsed<readonly CloudStackTemplate[]> {
  const failed = ["errorcode", "errortext"].some((name) => ownValue(body, name) !== undefined);
  return failed ? { ok: false, diagnostics: [errorOf(body, at)] } : readBody(body, at);
}

function errorOf(body: JsonObject, pointer: string): Diagnostic {
  const text = ownValue(body, "errortext");
  const code = ownValue(body, "errorcode");
  const message = `CloudStack answered ${showValue(code ?? "without a code")}`;
  const facts = { message, pointer, found: showValue(text ?? null) };
  return cloudstackDiagnostics.report("CLOUDSTACK_ANSWER_ERROR", facts);
}

/** An empty list has neither rows nor, on some servers, a count. */
function readBody(body: JsonObject, at: string): Parsed<readonly CloudStackTemplate[]> {
  const known = new Set(["count", "template"]);
  const strange = Object.keys(body).find((name) => !known.has(name));
  const template = ownValue(body, "template") ?? [];
  if (strange !== undefined) {
    return refuse("the answer holds something else than templates", `${at}/${strange}`, strange);
  }
  const rows = isJsonList(template) ? template : [template];
  const read = rows.map((row, index) => readRow(row, `${at}/template/${index}`));
  const diagnostics = read.flatMap((row) => row.diagnostics);
  const count = Number(ownValue(body, "count") ?? rows.length);
  const pages = count > rows.length ? [incomplete(count, rows.length, `${at}/count`)] : [];
  const templates = read.flatMap((row) => (row.ok ? [row.value] : []));
  return toParsed(templates, [...diagnostics, ...pages]);
}

function incomplete(count: number, length: number, pointer: string): Diagnostic {
  const message = `the answer holds ${length} of ${count} templates`;
  return cloudstackDiagnostics.report("CLOUDSTACK_ANSWER_PAGE", { message, pointer });
}

function readRow(row: JsonValue, pointer: string): Parsed<CloudStackTemplate> {
  const id = isJsonObject(row) ? textOf(row, "id") : undefined;
  const name = isJsonObject(row) ? textOf(row, "name") : undefined;
  if (!isJsonObject(row) || id === undefined || name === undefined) {
    return refuse("a template has no id or no name", pointer, row);
  }
  const texts = {
    zoneId: textOf(row, "zoneid"),
    zone: textOf(row, "zonename"),
    status: textOf(row, "status"),
    hypervisor: textOf(row, "hypervisor"),
    format: textOf(row, "format"),
    arch: textOf(row, "arch"),
    account: textOf(row, "account"),
  };
  const given = Object.fromEntries(
    Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const isReady = isTrue(row, "isready");
  return toParsed({ id, name, ...given, isReady, isPublic: isTrue(row, "ispublic") });
}

/** Ids were numbers once. */
function textOf(row: JsonObject, field: string): string | undefined {
  const value = ownValue(row, field);
  if (typeof value === "number") {
    return String(value);
  }
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Booleans were texts once. */
function isTrue(row: JsonObject, field: string): boolean {
  const value = ownValue(row, field);
  return value === true || value === "true";
}

function refuse(message: string, pointer: string, found: JsonValue): Parsed<never> {
  const facts = { message, pointer, found: showValue(found) };
  return {
    ok: false,
    diagnostics: [cloudstackDiagnostics.report("CLOUDSTACK_ANSWER_FORM", facts)],
  };
}
