import {
  type Diagnostic,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { listAt, ownText } from "../json/read-field.ts";
import { withValueAt } from "../json/write-field.ts";
import { classPatches } from "./class-patches.ts";
import { classTemplates } from "./class-templates.ts";
import { clusterClassDiagnostics } from "./cluster-class-diagnostics.ts";
import { imagePatch, type ImagePatchTarget } from "./image-patch.ts";
import { imageVariable, type ImageVariableOptions } from "./image-variable.ts";
import { selectsTemplate } from "./patch-selector.ts";

/** A variable and the patch that uses it. */
export interface ClassImageOptions extends ImageVariableOptions {
  /** Name of the patch. @default "NAME of the variable" */
  readonly patchName?: string;
  readonly targets: readonly ImagePatchTarget[];
  /**
   * Whether clusters that give the variable no value stay as they are: for a class that has
   * clusters already. The variable is then not required.
   *
   * @default false
   */
  readonly whenSet?: boolean;
}

/**
 * A cluster class, of v1beta1 or v1beta2, with a variable that carries node images and the patch
 * that puts them into its templates. Both go to the end of their lists; where they are already, the
 * class stays as it is.
 *
 * @returns `CAPI_IMAGE_VARIABLE_TAKEN` where a name is used for something else, `CAPI_IMAGE_TARGET`
 *   where the class has no template for a target, and what `imageVariable` and `imagePatch` refuse
 * @example
 * ```ts
 * import { valueAt } from "@imagewright/core";
 *
 * const apiVersion = "infrastructure.cluster.x-k8s.io/v1beta2";
 * const place = {
 *   apiVersion,
 *   kind: "AWSMachineTemplate",
 *   path: "/spec/template/spec/ami",
 *   schema: { type: "object", properties: { id: { type: "string" } }, required: ["id"] },
 * };
 * const clusterClass = {
 *   apiVersion: "cluster.x-k8s.io/v1beta1",
 *   kind: "ClusterClass",
 *   metadata: { name: "aws" },
 *   spec: {
 *     controlPlane: {
 *       machineInfrastructure: { ref: { apiVersion, kind: "AWSMachineTemplate", name: "aws" } },
 *     },
 *   },
 * };
 * const options = {
 *   name: "amis",
 *   form: "byVersion" as const,
 *   schema: place.schema,
 *   targets: [{ place, controlPlane: true }],
 * };
 * const extended = withImageVariable(clusterClass, options);
 * extended.ok && valueAt(extended.value, "/spec/variables/0/name"); // => "amis"
 * extended.ok && valueAt(extended.value, "/spec/patches/0/name"); // => "amis"
 * const twice = extended.ok && withImageVariable(extended.value, options);
 * twice && twice.ok && extended.ok && twice.value === extended.value; // => true
 * ```
 */
export function withImageVariable(
  clusterClass: JsonObject,
  options: ClassImageOptions,
): Parsed<JsonObject> {
  const { name, form, targets, patchName = name, whenSet = false } = options;
  const variable = imageVariable(whenSet ? { ...options, isRequired: false } : options);
  const patch = imagePatch({ name: patchName, variable: name, form, targets, whenSet });
  if (!variable.ok || !patch.ok) {
    const found = [...variable.diagnostics, ...patch.diagnostics];
    return {
      ok: false,
      diagnostics: found.filter(
        ({ code }, index) => found.findIndex((other) => other.code === code) === index,
      ),
    };
  }
  const problems: Diagnostic[] = [];
  const defined = append(clusterClass, "/spec/variables", variable.value, problems);
  const patched = append(defined, "/spec/patches", patch.value, problems);
  return toParsed(patched, [...problems, ...unmatched(clusterClass, patch.value)]);
}

/** An entry at the end of a list of named ones; one that is there already has to be the same. */
function append(
  object: JsonObject,
  list: string,
  entry: JsonObject,
  problems: Diagnostic[],
): JsonObject {
  const entries = listAt(object, list);
  const name = ownText(entry, "name");
  const index = entries.findIndex(
    (other) => isJsonObject(other) && ownText(other, "name") === name,
  );
  const other: JsonValue | undefined = entries[index];
  if (other === undefined) {
    return withValueAt(object, list, [...entries, entry]);
  }
  if (!isSameJson(other, entry)) {
    const message = `the class has ${list.slice("/spec/".length)} of the name ${showValue(name)} that say something else`;
    const facts = { message, pointer: `${list}/${index}` };
    problems.push(clusterClassDiagnostics.report("CAPI_IMAGE_VARIABLE_TAKEN", facts));
  }
  return object;
}

function unmatched(clusterClass: JsonObject, patch: JsonObject): readonly Diagnostic[] {
  const templates = classTemplates(clusterClass);
  const [own] = classPatches({ spec: { patches: [patch] } });
  const definitions = own?.definitions ?? [];
  return definitions
    .filter(({ selector }) => !templates.some((template) => selectsTemplate(selector, template)))
    .map(({ selector }) =>
      clusterClassDiagnostics.report("CAPI_IMAGE_TARGET", {
        message: `the class has no ${selector.kind} of ${selector.apiVersion} for this target`,
        pointer: "/spec",
      }),
    );
}
