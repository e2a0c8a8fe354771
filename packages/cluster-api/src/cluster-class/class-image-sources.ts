import type { JsonObject, ImagePlace } from "@imagewright/core";

import { type ClassPatch, classPatches, type PatchSource } from "./class-patches.ts";
import { type ClassTemplate, classTemplates } from "./class-templates.ts";
import { templateFields } from "./go-template/template-fields.ts";
import { selectsTemplate } from "./patch-selector.ts";
import { variableName } from "./variable-path.ts";

/** What a patch of a class makes an image from. */
export interface ClassImageSource {
  readonly template: ClassTemplate;
  /** Name of the patch. */
  readonly patch: string;
  /** JSON Pointer of the JSON patch, or of the patch of an extension, in the class. */
  readonly pointer: string;
  /** What is written in the template: the place of the image, or what it is in or made of. */
  readonly path: string;
  readonly from: "value" | "variable" | "template" | "extension";
  /** Variables of the class it is made from, `builtin` left out. */
  readonly variables: readonly string[];
  /** Whether it depends on the Kubernetes version of the group. */
  readonly isVersionAware: boolean;
  /** Why the variables of a template could not be read. */
  readonly unread?: string;
}

/**
 * Which patches of a cluster class decide on the image of which template, and from which variables
 * they take it. A template that no entry names keeps its image, or leaves it to the provider.
 *
 * Whether a cluster can take another image without touching its class: if an entry for its groups
 * names a variable. Of an extension, only the extension knows.
 *
 * @param places - where the providers' templates name images
 * @example
 * ```ts
 * const apiVersion = "infrastructure.cluster.x-k8s.io/v1beta2";
 * const kind = "DockerMachineTemplate";
 * const path = "/spec/template/spec/customImage";
 * const template = "{{ (index .mdConfig .builtin.machineDeployment.class).osImage }}";
 * const clusterClass = {
 *   apiVersion: "cluster.x-k8s.io/v1beta2",
 *   kind: "ClusterClass",
 *   spec: {
 *     workers: {
 *       machineDeployments: [
 *         { class: "gpu", infrastructure: { templateRef: { apiVersion, kind, name: "gpu" } } },
 *       ],
 *     },
 *     patches: [
 *       {
 *         name: "image",
 *         definitions: [
 *           {
 *             selector: {
 *               apiVersion,
 *               kind,
 *               matchResources: { machineDeploymentClass: { names: ["*"] } },
 *             },
 *             jsonPatches: [{ op: "add", path, valueFrom: { template } }],
 *           },
 *         ],
 *       },
 *     ],
 *   },
 * };
 * const place = { apiVersion, kind, path, schema: { type: "string" } };
 * classImageSources(clusterClass, [place]).map(({ variables, isVersionAware }) => ({
 *   variables,
 *   isVersionAware,
 * }));
 * // => [{ variables: ["mdConfig"], isVersionAware: false }]
 * ```
 */
export function classImageSources(
  clusterClass: JsonObject,
  places: readonly ImagePlace[],
): readonly ClassImageSource[] {
  return classTemplates(clusterClass).flatMap((template) => {
    const paths = places.filter(({ kind }) => kind === template.kind).map(({ path }) => path);
    return paths.length === 0
      ? []
      : classPatches(clusterClass).flatMap((patch) => sourcesOf(patch, template, paths));
  });
}

function sourcesOf(
  patch: ClassPatch,
  template: ClassTemplate,
  paths: readonly string[],
): readonly ClassImageSource[] {
  const base = { template, patch: patch.name };
  if (patch.isGenerated) {
    const { pointer } = patch;
    const from = "extension";
    return [{ ...base, pointer, path: "", from, variables: [], isVersionAware: false }];
  }
  return patch.definitions
    .filter(({ selector }) => selectsTemplate(selector, template))
    .flatMap(({ jsonPatches }) => jsonPatches)
    .filter(({ path }) => paths.some((place) => overlaps(path, place)))
    .map(({ pointer, path, source }) => ({ ...base, pointer, path, ...readSource(source) }));
}

/** Whether one pointer leads into what the other points at. */
export function overlaps(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

function readSource(
  source: PatchSource,
): Pick<ClassImageSource, "from" | "variables" | "isVersionAware" | "unread"> {
  if (source.from === "variable") {
    const name = variableName(source.path);
    const isVersionAware = /^builtin\..*\bversion$/u.test(source.path);
    return { from: "variable", variables: name === "builtin" ? [] : [name], isVersionAware };
  }
  if (source.from !== "template") {
    return { from: "value", variables: [], isVersionAware: false };
  }
  const fields = templateFields(source.template);
  if (fields.outcome !== "value") {
    return { from: "template", variables: [], isVersionAware: false, unread: fields.reason };
  }
  const names = fields.value.map(([name = ""]) => name).filter((name) => name !== "builtin");
  return {
    from: "template",
    variables: [...new Set(names)],
    isVersionAware: fields.value.some((path) => path[0] === "builtin" && path.at(-1) === "version"),
  };
}
