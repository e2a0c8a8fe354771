import {
  type Diagnostic,
  type JsonObject,
  type Parsed,
  showValue,
  toParsed,
  type ImagePlace,
} from "@imagewright/core";

import { clusterClassDiagnostics } from "./cluster-class-diagnostics.ts";
import type { ImageVariableForm } from "./image-variable-form.ts";
import { checkVariableName } from "./image-variable.ts";

/** The parts of a class that get their image from a variable. */
export interface ImagePatchTarget {
  readonly place: ImagePlace;
  /** The machines of the control plane. @default false */
  readonly controlPlane?: boolean;
  /** Names of worker classes; a star at one end stands for any text. */
  readonly machineDeploymentClasses?: readonly string[];
  readonly machinePoolClasses?: readonly string[];
}

/** A patch of a class that puts an image where the templates want it. */
export interface ImagePatchOptions {
  /** Name of the patch. @example "nodeImage" */
  readonly name: string;
  /** Name of the variable. */
  readonly variable: string;
  readonly form: ImageVariableForm;
  readonly targets: readonly ImagePatchTarget[];
  /**
   * Whether the patch is left out for clusters that give the variable no value, so that nothing
   * changes for them. The variable is then not to be required.
   *
   * @default false
   */
  readonly whenSet?: boolean;
}

/**
 * The patch that puts an image from a variable into the templates: an entry of `spec.patches` of a
 * class, the same in v1beta1 and v1beta2.
 *
 * By version, every group looks up the version it runs itself, so that control plane and workers
 * of an upgrade each get theirs; a version the map lacks stops the reconciliation with a message,
 * where a plain lookup would put `<no value>` or nothing into the template.
 *
 * @returns `CAPI_IMAGE_VARIABLE_NAME` or `CAPI_IMAGE_PATH`
 * @example
 * ```ts
 * const patch = imagePatch({
 *   name: "nodeImage",
 *   variable: "images",
 *   form: "single",
 *   targets: [
 *     {
 *       place: {
 *         apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
 *         kind: "DockerMachineTemplate",
 *         path: "/spec/template/spec/customImage",
 *         schema: { type: "string" },
 *       },
 *       controlPlane: true,
 *     },
 *   ],
 * });
 * patch.ok && patch.value;
 * // => {
 * //      name: "nodeImage",
 * //      definitions: [
 * //        {
 * //          selector: {
 * //            apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
 * //            kind: "DockerMachineTemplate",
 * //            matchResources: { controlPlane: true },
 * //          },
 * //          jsonPatches: [
 * //            {
 * //              op: "add",
 * //              path: "/spec/template/spec/customImage",
 * //              valueFrom: { variable: "images" },
 * //            },
 * //          ],
 * //        },
 * //      ],
 * //    }
 * ```
 */
export function imagePatch(options: ImagePatchOptions): Parsed<JsonObject> {
  const { name, variable, form, targets, whenSet = false } = options;
  const enabledIf = `{{ if .${variable} }}true{{ end }}`;
  const definitions = targets.flatMap((target) => definitionsOf(target, variable, form));
  return toParsed({ name, ...(whenSet && { enabledIf }), definitions }, [
    ...checkVariableName(variable),
    ...targets.flatMap(({ place }) => checkPath(place.path)),
  ]);
}

/** The text that looks up the image of a version, and stops where there is none. */
function lookupTemplate(variable: string, builtin: string): string {
  const version = `.builtin.${builtin}.version`;
  return [
    `{{ if not (hasKey .${variable} ${version}) }}`,
    `{{ fail (printf "variable ${variable} has no image for %s" ${version}) }}{{ end }}`,
    `{{ index .${variable} ${version} | toJson }}`,
  ].join("");
}

function definitionsOf(
  target: ImagePatchTarget,
  variable: string,
  form: ImageVariableForm,
): readonly JsonObject[] {
  const { machineDeploymentClasses = [], machinePoolClasses = [] } = target;
  const parts = [
    ...(target.controlPlane === true
      ? [{ builtin: "controlPlane", matchResources: { controlPlane: true } }]
      : []),
    ...(machineDeploymentClasses.length > 0
      ? [
          {
            builtin: "machineDeployment",
            matchResources: { machineDeploymentClass: { names: machineDeploymentClasses } },
          },
        ]
      : []),
    ...(machinePoolClasses.length > 0
      ? [
          {
            builtin: "machinePool",
            matchResources: { machinePoolClass: { names: machinePoolClasses } },
          },
        ]
      : []),
  ];
  const { apiVersion, kind, path } = target.place;
  return parts.map(({ builtin, matchResources }) => ({
    selector: { apiVersion, kind, matchResources },
    jsonPatches: [
      {
        op: "add",
        path,
        valueFrom:
          form === "single" ? { variable } : { template: lookupTemplate(variable, builtin) },
      },
    ],
  }));
}

function checkPath(path: string): readonly Diagnostic[] {
  const isFine =
    /^\/spec\/[^/]/u.test(path) && !path.split("/").some((part) => /^\d+$/u.test(part));
  return isFine
    ? []
    : [
        clusterClassDiagnostics.report("CAPI_IMAGE_PATH", {
          message: `no patch of a class may write ${showValue(path)}`,
          found: showValue(path),
        }),
      ];
}
