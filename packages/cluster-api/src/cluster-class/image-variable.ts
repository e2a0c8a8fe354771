import {
  type Diagnostic,
  formatKubernetesVersion,
  type JsonObject,
  type JsonValue,
  type Parsed,
  parseKubernetesVersion,
  showValue,
  toParsed,
} from "@imagewright/core";

import { clusterClassDiagnostics } from "./cluster-class-diagnostics.ts";
import type { ImageVariableForm } from "./image-variable-form.ts";

/** A variable of a class that carries node images. */
export interface ImageVariableOptions {
  /** A plain word, so that templates can name it. @example "images" */
  readonly name: string;
  readonly form: ImageVariableForm;
  /** Schema of one image, as `ImagePlace` has it. */
  readonly schema: JsonObject;
  readonly description?: string;
  /** Whether a cluster without a value is refused. @default true */
  readonly isRequired?: boolean;
}

/** The images a cluster gives a variable. */
export type ImageVariableImages<Reference> =
  | { readonly form: "single"; readonly image: Reference }
  /** By Kubernetes version, with or without `v`. */
  | { readonly form: "byVersion"; readonly images: { readonly [version: string]: Reference } };

/**
 * The definition of a variable that carries node images: an entry of `spec.variables` of a class,
 * the same in v1beta1 and v1beta2. By version, it is a map from `v1.34.1` to an image.
 *
 * @returns `CAPI_IMAGE_VARIABLE_NAME` for a name no template can use
 * @example
 * ```ts
 * const variable = imageVariable({
 *   name: "images",
 *   form: "byVersion",
 *   schema: { type: "string", minLength: 1 },
 * });
 * variable.ok && variable.value;
 * // => {
 * //      name: "images",
 * //      required: true,
 * //      schema: {
 * //        openAPIV3Schema: {
 * //          type: "object",
 * //          description: "Node images by Kubernetes version, such as v1.34.1",
 * //          minProperties: 1,
 * //          additionalProperties: { type: "string", minLength: 1 },
 * //        },
 * //      },
 * //    }
 * ```
 */
export function imageVariable(options: ImageVariableOptions): Parsed<JsonObject> {
  const { name, form, schema, description, isRequired = true } = options;
  const openAPIV3Schema =
    form === "single"
      ? { ...schema, ...(description !== undefined && { description }) }
      : {
          type: "object",
          description: description ?? "Node images by Kubernetes version, such as v1.34.1",
          minProperties: 1,
          additionalProperties: schema,
        };
  return toParsed(
    { name, required: isRequired, schema: { openAPIV3Schema } },
    checkVariableName(name),
  );
}

/**
 * The value of such a variable: an entry of `spec.topology.variables` of a cluster, or of the
 * overrides of a group of workers.
 *
 * @param render - an image as the provider's template wants it
 * @returns `CAPI_IMAGE_VARIABLE_VERSION` for a key that is no version, or is there twice
 * @example
 * ```ts
 * const value = imageVariableValue(
 *   "images",
 *   { form: "byVersion", images: { "1.34.1": "ami-09709369c53539c11" } },
 *   (id) => ({ id }),
 * );
 * value.ok && value.value;
 * // => { name: "images", value: { "v1.34.1": { id: "ami-09709369c53539c11" } } }
 * ```
 */
export function imageVariableValue<Reference>(
  name: string,
  images: ImageVariableImages<Reference>,
  render: (reference: Reference) => JsonValue,
): Parsed<JsonObject> {
  const problems = checkVariableName(name);
  if (images.form === "single") {
    return toParsed({ name, value: render(images.image) }, problems);
  }
  const entries = Object.entries(images.images).map(([text, reference]) => {
    const version = parseKubernetesVersion(text, "either");
    const key = version === undefined ? text : formatKubernetesVersion(version, { prefix: "v" });
    return { text, key, isVersion: version !== undefined, value: render(reference) };
  });
  const seen = new Set<string>();
  const faults = entries.filter(({ key, isVersion }) => {
    const isFault = !isVersion || seen.has(key);
    seen.add(key);
    return isFault;
  });
  return toParsed(
    { name, value: Object.fromEntries(entries.map(({ key, value }) => [key, value])) },
    [
      ...problems,
      ...faults.map(({ text }) =>
        clusterClassDiagnostics.report("CAPI_IMAGE_VARIABLE_VERSION", {
          message: `${showValue(text)} is no version, or one that is there already`,
          found: showValue(text),
        }),
      ),
    ],
  );
}

/** What is wrong with the name of a variable. */
export function checkVariableName(name: string): readonly Diagnostic[] {
  return /^[A-Za-z_]\w{0,62}$/u.test(name) && name !== "builtin"
    ? []
    : [
        clusterClassDiagnostics.report("CAPI_IMAGE_VARIABLE_NAME", {
          message: `no template can use a variable called ${showValue(name)}`,
          found: showValue(name),
        }),
      ];
}
