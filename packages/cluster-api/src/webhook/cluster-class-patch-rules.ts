import { type Diagnostic, type JsonObject, mapAt, textAt } from "@imagewright/core";

import {
  type ClassJsonPatch,
  type ClassPatch,
  type ClassPatchDefinition,
  classPatches,
} from "../cluster-class/class-patches.ts";
import { classTemplates } from "../cluster-class/class-templates.ts";
import { classVariables } from "../cluster-class/class-variables.ts";
import { parseTemplate } from "../cluster-class/go-template/parse-template.ts";
import { variableName } from "../cluster-class/variable-path.ts";
import data from "../data/builtin-variables.json" with { type: "json" };
import { isSet } from "../json/read-field.ts";
import { checkPatchSelector } from "./patch-selector-rules.ts";
import { gated, invalid, notChecked, required } from "./webhook-findings.ts";

const builtins = new Set(data.names);

/** Everything the webhook says about the patches of a class. */
export function checkPatches(clusterClass: JsonObject): readonly Diagnostic[] {
  const names = new Set<string>();
  const variables = new Set(classVariables(clusterClass).map(({ name }) => name));
  const templates = classTemplates(clusterClass);
  return classPatches(clusterClass).flatMap((patch) => {
    const isRepeated = names.has(patch.name);
    names.add(patch.name);
    return [
      ...checkName(patch, isRepeated),
      ...checkTemplateText(patch.enabledIf, `${patch.pointer}/enabledIf`),
      ...checkKinds(clusterClass, patch),
      ...patch.definitions.flatMap((definition) => [
        ...checkJsonPatches(clusterClass, definition, variables),
        ...checkPatchSelector(definition.selector, templates, `${definition.pointer}/selector`),
      ]),
    ];
  });
}

function checkName({ name, pointer }: ClassPatch, isRepeated: boolean): readonly Diagnostic[] {
  const at = `${pointer}/name`;
  return [
    ...(name === "" ? [required(at, "patch name must be defined")] : []),
    ...(name === "inline" ? [required(at, '"inline" can not be used as the name of a patch')] : []),
    ...(isRepeated ? [invalid(at, name, "patch names must be unique")] : []),
  ];
}

/** Definitions or an extension, one of the two. */
function checkKinds(clusterClass: JsonObject, patch: ClassPatch): readonly Diagnostic[] {
  const { pointer } = patch;
  const hasDefinitions = isSet(clusterClass, `${pointer}/definitions`);
  const external = `${pointer}/external`;
  if (!patch.isExternal) {
    return hasDefinitions
      ? []
      : [required(pointer, "one of definitions or external must be defined")];
  }
  const names = Object.keys(mapAt(clusterClass, external) ?? {});
  const hasExtension = names.some((name) => /^(?:generate|validate)/u.test(name));
  return [
    gated(external, "RuntimeSDK"),
    ...(hasDefinitions
      ? [invalid(pointer, undefined, "only one of definitions or external can be defined")]
      : []),
    ...(hasExtension
      ? []
      : [invalid(external, undefined, "one of the two extensions must be defined")]),
  ];
}

function checkJsonPatches(
  clusterClass: JsonObject,
  definition: ClassPatchDefinition,
  variables: ReadonlySet<string>,
): readonly Diagnostic[] {
  return definition.jsonPatches.flatMap((patch) => [
    ...(["add", "remove", "replace"].includes(patch.op)
      ? []
      : [invalid(`${patch.pointer}/op`, patch.op, "op must be add, remove or replace")]),
    ...(patch.path.startsWith("/spec")
      ? []
      : [invalid(`${patch.pointer}/path`, patch.path, 'jsonPatch path must start with "/spec"')]),
    ...checkIndexes(patch),
    ...(patch.op === "add" || patch.op === "replace"
      ? checkValue(clusterClass, patch, variables)
      : []),
  ]);
}

/** Lists can be added to at both ends, and are not changed otherwise. */
function checkIndexes({ op, path, pointer }: ClassJsonPatch): readonly Diagnostic[] {
  const indexes = path.split("/").filter((part) => /^[+-]?\d+$/u.test(part));
  const at = `${pointer}/path`;
  if (op === "add") {
    return indexes.some((index) => Number(index) !== 0)
      ? [invalid(at, path, 'arrays can only be accessed using "0" (prepend) or "-" (append)')]
      : [];
  }
  return indexes.length > 0
    ? [invalid(at, path, `elements in arrays can not be accessed in a ${op} operation`)]
    : [];
}

function checkValue(
  clusterClass: JsonObject,
  patch: ClassJsonPatch,
  variables: ReadonlySet<string>,
): readonly Diagnostic[] {
  const at = patch.pointer;
  const from = `${at}/valueFrom`;
  const hasFrom = isSet(clusterClass, from);
  const template = textAt(clusterClass, `${from}/template`) ?? "";
  const variable = textAt(clusterClass, `${from}/variable`) ?? "";
  const isGiven = patch.source.from === "value";
  return [
    ...(isGiven || hasFrom
      ? []
      : [invalid(at, undefined, "jsonPatch must define one of value or valueFrom")]),
    ...(isGiven && hasFrom
      ? [invalid(at, undefined, "jsonPatch can not define both value and valueFrom")]
      : []),
    ...(hasFrom && template === "" && variable === ""
      ? [invalid(from, undefined, "valueFrom must set either template or variable")]
      : []),
    ...(template !== "" && variable !== ""
      ? [invalid(from, undefined, "valueFrom can not set both template and variable")]
      : []),
    ...checkTemplateText(template, `${from}/template`),
    ...checkVariable(variable, `${from}/variable`, variables),
  ];
}

function checkVariable(
  path: string,
  at: string,
  variables: ReadonlySet<string>,
): readonly Diagnostic[] {
  if (path === "") {
    return [];
  }
  if (path.startsWith("builtin.")) {
    return builtins.has(path) ? [] : [invalid(at, path, "not a defined builtin variable")];
  }
  return variables.has(variableName(path))
    ? []
    : [invalid(at, path, `variable with name ${path} cannot be found`)];
}

function checkTemplateText(text: string | undefined, at: string): readonly Diagnostic[] {
  const parsed = parseTemplate(text ?? "");
  if (parsed.outcome === "value") {
    return [];
  }
  return parsed.outcome === "failed"
    ? [invalid(at, text, `template can not be parsed: ${parsed.reason}`)]
    : [notChecked(at, `the template was not read: ${parsed.reason}`)];
}
