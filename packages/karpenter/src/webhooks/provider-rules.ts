import { type JsonObject, textAt } from "@imagewright/core";

import { entriesAt, mapAt, mapsAt, scalarText } from "../json-parts.ts";
import { amountOf } from "../quantity.ts";
import { below, has, type WebhookFindings } from "./webhook-findings.ts";

const endpointStates = ["disabled", "enabled"];
const tokenStates = ["optional", "required"];
const volumeTypes = ["standard", "io1", "io2", "gp2", "sc1", "st1", "gp3"];

/** The least and the most bytes of a volume. */
const volumeBounds = { least: 1e9, most: 64e12 };

/** Families the alpha generation knows, in the order the webhook lists them. */
const alphaFamilies = ["Bottlerocket", "AL2", "Ubuntu", "Windows2019", "Windows2022", "Custom"];

/**
 * What both webhooks of the alpha generation say of a provider: the spec of an AWSNodeTemplate,
 * or a provisioner's own.
 *
 * @param path - how the webhook calls the place, e.g. `spec.provider`
 */
export function checkProvider(
  spec: JsonObject,
  pointer: string,
  path: string,
  findings: WebhookFindings,
): void {
  const excluded = ["securityGroupSelector", "metadataOptions", "amiFamily", "instanceProfile"];
  if (has(spec, "launchTemplate")) {
    for (const field of excluded.filter((one) => has(spec, one))) {
      findings.both(below(pointer, field), [`${path}.launchTemplate`, `${path}.${field}`]);
    }
    if (mapsAt(spec, "/blockDeviceMappings").length > 0) {
      const list = "blockDeviceMappings";
      findings.both(below(pointer, list), [`${path}.launchTemplate`, `${path}.${list}`]);
    }
  }
  checkSelector(spec, "subnetSelector", "subnet-id (regex: subnet-[0-9a-z]+)", {
    pointer,
    path,
    findings,
  });
  if (!has(spec, "launchTemplate")) {
    const form = "group-id (regex: sg-[0-9a-z]+)";
    checkSelector(spec, "securityGroupSelector", form, { pointer, path, findings });
  }
  for (const [key, value] of entriesAt(spec, "/tags")) {
    if (key === "") {
      const words = `the tag with key : '' and value : '${value}' is invalid because empty tag keys aren't supported`;
      findings.invalid(below(pointer, "tags", key), `${path}.tags`, words);
    }
  }
  checkMetadata(
    mapAt(spec, "/metadataOptions"),
    below(pointer, "metadataOptions"),
    `${path}.metadataOptions`,
    findings,
  );
  checkEnum(
    textAt(spec, "/amiFamily"),
    alphaFamilies,
    below(pointer, "amiFamily"),
    `${path}.amiFamily`,
    findings,
  );
  for (const { map, index } of mapsAt(spec, "/blockDeviceMappings")) {
    const at = below(pointer, "blockDeviceMappings", index);
    checkVolume(map, at, `${path}.blockDeviceMappings[${index}]`, findings);
  }
}

/** What a selector of the alpha generation may say. */
export function checkSelector(
  spec: JsonObject,
  field: "amiSelector" | "securityGroupSelector" | "subnetSelector",
  form: string,
  { pointer, path, findings }: { pointer: string; path: string; findings: WebhookFindings },
): void {
  const at = below(pointer, field);
  if (!has(spec, field)) {
    if (field !== "amiSelector") {
      findings.missing(at, `${path}.${field}`);
    }
    return;
  }
  const pattern = new RegExp(/regex: (?<regex>[^)]+)/u.exec(form)?.groups?.["regex"] ?? "", "u");
  const entries = entriesAt(spec, `/${field}`);
  for (const [key, value] of entries) {
    const place = below(at, key);
    if (key === "" || value === "") {
      findings.invalid(place, `${path}.${field}['${key}']`, '""');
    }
    if (!isIds(key)) {
      continue;
    }
    for (const id of value.split(",").map((one) => one.trim())) {
      if (!pattern.test(id)) {
        findings.invalid(place, `${path}.${field}['${key}'] must be a valid ${form}`, `"${id}"`);
      }
    }
    if (entries.length > 1) {
      const words = `"${key}" filter is mutually exclusive, cannot be set with a combination of other filters in: ${path}.${field}`;
      findings.say(at, words);
    }
  }
}

function isIds(key: string): boolean {
  return key === "aws-ids" || key === "aws::ids";
}

/** What every generation's webhook says of the metadata service. */
export function checkMetadata(
  options: JsonObject,
  pointer: string,
  path: string,
  findings: WebhookFindings,
): void {
  const enums = [
    ["httpEndpoint", endpointStates],
    ["httpProtocolIPv6", endpointStates],
    ["httpTokens", tokenStates],
  ] as const;
  for (const [field, values] of enums) {
    checkEnum(
      textAt(options, `/${field}`),
      values,
      below(pointer, field),
      `${path}.${field}`,
      findings,
    );
  }
  const limit = options["httpPutResponseHopLimit"];
  if (typeof limit === "number" && (limit < 1 || limit > 64)) {
    const words = `expected 1 <= ${limit} <= 64: ${path}.httpPutResponseHopLimit`;
    findings.say(below(pointer, "httpPutResponseHopLimit"), words);
  }
}

/** What every generation's webhook says of a volume. */
export function checkVolume(
  mapping: JsonObject,
  pointer: string,
  path: string,
  findings: WebhookFindings,
): void {
  if (!has(mapping, "deviceName")) {
    findings.missing(below(pointer, "deviceName"), `${path}.deviceName`);
  }
  if (!has(mapping, "ebs")) {
    findings.missing(below(pointer, "ebs"), `${path}.ebs`);
    return;
  }
  const ebs = mapAt(mapping, "/ebs");
  const at = below(pointer, "ebs", "volumeSize");
  checkEnum(
    textAt(ebs, "/volumeType"),
    volumeTypes,
    below(pointer, "ebs", "volumeType"),
    `${path}.ebs.volumeType`,
    findings,
  );
  const size = ebs["volumeSize"];
  if (size === undefined || size === null) {
    if (!has(ebs, "snapshotID")) {
      findings.missing(at, `${path}.ebs.volumeSize`);
    }
    return;
  }
  const bytes = amountOf(scalarText(size));
  if (bytes !== undefined && (bytes < volumeBounds.least || bytes > volumeBounds.most)) {
    findings.say(at, `expected 1G <= ${scalarText(size)} <= 64T: ${path}.ebs.volumeSize`);
  }
}

function checkEnum(
  value: string | undefined,
  values: readonly string[],
  pointer: string,
  path: string,
  findings: WebhookFindings,
): void {
  if (value !== undefined && !values.includes(value)) {
    findings.invalid(pointer, path, `${value} not in ${values.join(", ")}`);
  }
}
