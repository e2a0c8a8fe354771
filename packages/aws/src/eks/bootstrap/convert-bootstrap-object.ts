import { type Parsed, toParsed } from "@imagewright/core";

import { type BootstrapObject, bootstrapSpecPointer } from "./bootstrap-object.ts";
import { convertEksConfig, type ConvertEksConfigOptions } from "./convert-eks-config.ts";

/**
 * An EKSConfig or its template as the NodeadmConfig, or template, of the same name and labels;
 * {@link convertEksConfig} says what becomes of its fields. A NodeadmConfig stays as it is.
 *
 * @returns the object, or findings with pointers into the object that was read
 * @example
 * ```ts
 * const spec = { kubeletExtraArgs: { "max-pods": "58" } };
 * const converted = convertBootstrapObject({ kind: "EKSConfigTemplate", name: "workers", spec });
 * converted.ok && converted.value;
 * // => {
 * //      kind: "NodeadmConfigTemplate",
 * //      name: "workers",
 * //      spec: { kubelet: { config: { maxPods: 58 } } },
 * //    }
 * ```
 */
export function convertBootstrapObject(
  object: BootstrapObject,
  options: ConvertEksConfigOptions = {},
): Parsed<BootstrapObject> {
  if (object.kind !== "EKSConfig" && object.kind !== "EKSConfigTemplate") {
    return toParsed(object);
  }
  const { kind, spec, ...header } = object;
  const converted = convertEksConfig(spec, options, bootstrapSpecPointer(kind));
  return converted.ok
    ? toParsed(
        {
          kind: kind === "EKSConfig" ? "NodeadmConfig" : "NodeadmConfigTemplate",
          ...header,
          spec: converted.value,
        },
        converted.diagnostics,
      )
    : converted;
}
