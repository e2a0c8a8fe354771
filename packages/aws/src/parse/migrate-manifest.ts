import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectKind,
  ownValue,
  type Parsed,
  replaceAt,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { imagePlaceOf } from "../image-places.ts";

/**
 * An object of CAPA's v1beta1 as v1beta2, which is what every release since 2.4.0 serves. Fields
 * about images are the same in both; what v1beta2 has no place for is refused, never dropped.
 *
 * @returns the object itself if it is v1beta2 already
 * @example
 * ```ts
 * const migrated = migrateAwsManifest({
 *   apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
 *   kind: "AWSMachineTemplate",
 *   spec: { template: { spec: { instanceType: "m5.large" } } },
 * });
 * migrated.ok && migrated.value["apiVersion"]; // => "infrastructure.cluster.x-k8s.io/v1beta2"
 * ```
 */
export function migrateAwsManifest(object: JsonObject): Parsed<JsonObject> {
  const named = objectKind(object);
  const place = imagePlaceOf(object);
  if (place === undefined || named === undefined || !/^v1beta[12]$/u.test(named.version)) {
    const message = "this is no object of CAPA that can be migrated";
    const facts = { message, pointer: "/apiVersion" };
    return { ok: false, diagnostics: [awsDiagnostics.report("AWS_MIGRATION", facts)] };
  }
  if (named.version === "v1beta2") {
    return toParsed(object);
  }
  const lost = lostFields(object, place.pointer, named.kind);
  const renamed = withRightPercentage({ ...object, apiVersion: `${named.group}/v1beta2` });
  const message = `${named.kind} was migrated from v1beta1 to v1beta2`;
  const facts = { message, pointer: "/apiVersion", found: "v1beta1" };
  return toParsed(renamed, [...lost, awsDiagnostics.report("AWS_MIGRATED", facts)]);
}

/** v1beta1 spelled one field wrong. */
function withRightPercentage(object: JsonObject): JsonObject {
  const wrong = valueAt(object, "/spec/updateConfig/maxUnavailablePrecentage");
  if (wrong === undefined) {
    return object;
  }
  const without = replaceAt(object, "/spec/updateConfig/maxUnavailablePrecentage", undefined);
  const right = replaceAt(without ?? object, "/spec/updateConfig/maxUnavailablePercentage", wrong);
  return right ?? object;
}

function lostFields(object: JsonObject, at: string, kind: string): readonly Diagnostic[] {
  const machine = valueAt(object, at);
  const fields = isJsonObject(machine) ? machine : {};
  const found: Diagnostic[] = [];
  const report = (pointer: string, what: string): void => {
    const message = `v1beta2 has no ${what}`;
    found.push(awsDiagnostics.report("AWS_MIGRATION", { message, pointer }));
  };
  if (kind.startsWith("AWSMachine") && ownValue(fields, "failureDomain") !== undefined) {
    report(`${at}/failureDomain`, "failureDomain at a machine: the Machine holds it");
  }
  const places: readonly (readonly [string, JsonValue | undefined])[] = [
    [`${at}/subnet`, ownValue(fields, "subnet")],
    ...listAt(object, "/spec/subnets"),
    ...listAt(object, `${at}/additionalSecurityGroups`),
  ];
  for (const [pointer, value] of places) {
    if (value !== undefined && isJsonObject(value) && ownValue(value, "arn") !== undefined) {
      report(`${pointer}/arn`, "arn: name the resource by id or filters");
    }
  }
  return found;
}

function listAt(object: JsonObject, at: string): readonly (readonly [string, JsonValue])[] {
  const list = valueAt(object, at);
  return Array.isArray(list)
    ? list.map((value: JsonValue, index) => [`${at}/${index}`, value] as const)
    : [];
}
