import {
  type Diagnostic,
  isJsonList,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  type ManifestRuleContext,
  type ManifestSet,
  ownValue,
  textAt,
  valueAt,
} from "@imagewright/core";

import { applyClassPatches } from "../cluster-class/apply-class-patches.ts";
import { type ClassTemplate, classTemplates } from "../cluster-class/class-templates.ts";
import type { Evaluation } from "../cluster-class/evaluation.ts";
import { isTemplateOf } from "../cluster-class/resolve-class-images.ts";
import { type TopologyGroup, topologyGroups } from "../cluster-class/topology-groups.ts";
import { listAt, nameOf, namespaceOf } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { namedObject } from "../reference/referenced-object.ts";
import { classOf } from "./find-referenced.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

/** Patches of a class that fail for a cluster, or make something nobody wants of it. */
export const classPatchesOfClusterRules = rulesFor({ [coreGroup]: ["Cluster"] }, check);

/** A template of the class, for a part of the cluster. */
interface Part {
  readonly cluster: JsonObject;
  readonly clusterClass: JsonObject;
  readonly group: TopologyGroup;
  readonly template: JsonObject;
}

function check({ object, manifests }: ManifestRuleContext): readonly Diagnostic[] {
  const clusterClass = classOf(manifests, object);
  if (clusterClass === undefined) {
    return [];
  }
  const found = topologyGroups(object).flatMap((group) =>
    classTemplates(clusterClass)
      .filter((template) => isTemplateOf(template, group))
      .flatMap((reference) => {
        const template = templateOf(reference, clusterClass, manifests);
        return template === undefined
          ? []
          : checkPart({ cluster: object, clusterClass, group, template });
      }),
  );
  const seen = new Set<string>();
  return found.filter(({ code, message, pointer }) => {
    const key = `${code} ${pointer} ${message}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** The template of a class, read in the version that the class names. */
function templateOf(
  { apiVersion, kind, name }: ClassTemplate,
  clusterClass: JsonObject,
  manifests: ManifestSet,
): JsonObject | undefined {
  const group = apiVersion.slice(0, Math.max(apiVersion.indexOf("/"), 0));
  const namespace = namespaceOf(clusterClass);
  const found = namedObject({ group, kind, name, namespace }, manifests);
  return found && { ...found, apiVersion };
}

function checkPart(part: Part): readonly Diagnostic[] {
  const { group, template } = part;
  const version = textAt(part.cluster, "/spec/topology/version") ?? "";
  const now = apply(part, version);
  const what = `${textAt(template, "/kind")} ${nameOf(template)}`;
  const facts = { pointer: group.pointer };
  if (now.outcome === "failed") {
    const message = `the patches of ${what} fail: ${now.reason}`;
    return [clusterApiDiagnostics.report("CAPI_CLASS_PATCH_FAILS", { ...facts, message })];
  }
  if (now.outcome === "notEvaluated") {
    const message = `the patches of ${what} were not evaluated: ${now.reason}`;
    return [clusterApiDiagnostics.report("CAPI_CLASS_PATCH_UNREAD", { ...facts, message })];
  }
  const empty = emptyPlaces(
    valueAt(now.value, "/spec") ?? null,
    valueAt(template, "/spec"),
    "/spec",
  );
  return empty.length > 0
    ? empty.map((place) =>
        clusterApiDiagnostics.report("CAPI_CLASS_NO_VALUE", {
          ...facts,
          message: `${place} of ${what} gets no value for ${version}`,
        }),
      )
    : checkOtherVersions(part, what, version);
}

/** Versions that the class allows later on, and for which the patches fail. */
function checkOtherVersions(part: Part, what: string, version: string): readonly Diagnostic[] {
  const listed = listAt(part.clusterClass, "/spec/kubernetesVersions");
  return listed
    .filter((other): other is string => typeof other === "string" && other !== version)
    .flatMap((other) => {
      const then = apply(part, other);
      const isFine =
        then.outcome === "notEvaluated" ||
        (then.outcome === "value" &&
          emptyPlaces(valueAt(then.value, "/spec") ?? null, valueAt(part.template, "/spec"), "")
            .length === 0);
      return isFine
        ? []
        : [
            clusterApiDiagnostics.report("CAPI_CLASS_VERSION_UNMAPPED", {
              message: `the class allows ${other}, for which the patches of ${what} have no value`,
              pointer: part.group.pointer,
            }),
          ];
    });
}

function apply(
  { cluster, clusterClass, group, template }: Part,
  version: string,
): Evaluation<JsonObject> {
  return applyClassPatches(template, { clusterClass, cluster, group, version });
}

/** Where a patch left the text `<no value>`, or a null that was not there. */
function emptyPlaces(
  value: JsonValue,
  before: JsonValue | undefined,
  at: string,
): readonly string[] {
  if (isSameJson(value, before)) {
    return [];
  }
  if (value === null || (typeof value === "string" && value.includes("<no value>"))) {
    return [at];
  }
  if (isJsonObject(value)) {
    const old = isJsonObject(before) ? before : {};
    return Object.entries(value).flatMap(([key, child]) =>
      emptyPlaces(child, ownValue(old, key), `${at}/${key}`),
    );
  }
  return typeof value === "object" && isJsonList(value)
    ? value.flatMap((item, index) => emptyPlaces(item, undefined, `${at}/${index}`))
    : [];
}
