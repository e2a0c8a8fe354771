import {
  formatPointer,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  parsePointer,
  type Parsed,
  toParsed,
  valueAt,
} from "@imagewright/core";
import type { PlanObjects } from "@imagewright/core/plan";

import { type ClassTemplate, classTemplates } from "../../cluster-class/class-templates.ts";
import type { ImagePatchTarget } from "../../cluster-class/image-patch.ts";
import { withImageVariable } from "../../cluster-class/with-image-variable.ts";
import { listAt } from "../../json/read-field.ts";
import { decidingPatches } from "./deciding-patches.ts";
import type { GroupSolution } from "./solve-group.ts";
import { groupFault } from "./topology-fault.ts";
import { addressOf, isMachineTemplate, type TopologyScene } from "./topology-scene.ts";

/** A class with new variables. */
export interface ExtendedClass {
  readonly clusterClass: JsonObject;
  /** Names of the variables. */
  readonly added: readonly string[];
}

/** A place of templates that a variable is to fill. */
interface OpenPlace {
  readonly reference: ClassTemplate;
  readonly path: string;
  readonly example: JsonValue;
}

const machine = "/spec/template/spec";

/**
 * The class with a variable for every place that only its templates fill. It is the same for every
 * cluster of the class, and changes nothing for those that give the variable no value.
 */
export function withImageVariables(
  scene: TopologyScene,
  solutions: readonly GroupSolution[],
  objects: PlanObjects,
): Parsed<ExtendedClass> {
  const places: OpenPlace[] = [];
  for (const solution of solutions) {
    const place = solution.unpatched.length === 0 ? undefined : openPlace(solution);
    if (solution.unpatched.length > 0 && place === undefined) {
      const { reference, group } = solution.machines;
      const message = `no single field of ${reference.kind} ${reference.name} makes the image of ${group.name}`;
      const facts = { message };
      return {
        ok: false,
        diagnostics: [groupFault("CAPI_PLAN_CLASS_PLACE", solution.machines, facts)],
      };
    }
    if (place !== undefined && !places.some((one) => isSamePlace(one, place))) {
      places.push(place);
    }
  }
  let extended: Parsed<ExtendedClass> = toParsed({
    clusterClass: scene.clusterClass.object,
    added: [],
  });
  for (const place of places) {
    extended = extended.ok ? addVariable(extended.value, place, scene, objects) : extended;
  }
  return extended;
}

/** The one field that holds everything that changes; the whole machine is too much for a variable. */
function openPlace({ unpatched, machines, wanted }: GroupSolution): OpenPlace | undefined {
  const [first, ...rest] = unpatched.map(({ pointer }) => parsePointer(pointer));
  if (first === undefined || wanted === undefined) {
    return undefined;
  }
  const common = rest.reduce((prefix, segments) => {
    const end = prefix.findIndex((segment, index) => segments[index] !== segment);
    return end < 0 ? prefix : prefix.slice(0, end);
  }, first);
  const path = formatPointer(common);
  const example = valueAt(wanted, path);
  const isInside = path.startsWith(`${machine}/`);
  return example === undefined || !isInside
    ? undefined
    : { reference: machines.reference, path, example };
}

function isSamePlace(a: OpenPlace, b: OpenPlace): boolean {
  return (
    a.path === b.path &&
    a.reference.kind === b.reference.kind &&
    a.reference.apiVersion === b.reference.apiVersion
  );
}

function addVariable(
  { clusterClass, added }: ExtendedClass,
  place: OpenPlace,
  scene: TopologyScene,
  objects: PlanObjects,
): Parsed<ExtendedClass> {
  const name = freeName(clusterClass);
  const extended = withImageVariable(clusterClass, {
    name,
    form: "single",
    schema: schemaOf(place.example),
    description: "Node image; clusters without a value have that of the template",
    whenSet: true,
    targets: targetsOf(clusterClass, place, scene, objects),
  });
  return extended.ok
    ? toParsed({ clusterClass: extended.value, added: [...added, name] })
    : extended;
}

/** All templates of the class that fill the place themselves, whichever cluster asks. */
function targetsOf(
  clusterClass: JsonObject,
  { reference: { kind, apiVersion }, path, example }: OpenPlace,
  scene: TopologyScene,
  objects: PlanObjects,
): readonly ImagePatchTarget[] {
  const open = classTemplates(clusterClass).filter((template) => {
    const stored = objects.find(addressOf(template, scene.clusterClass));
    return (
      isMachineTemplate(template) &&
      template.kind === kind &&
      template.apiVersion === apiVersion &&
      decidingPatches(clusterClass, template, path).length === 0 &&
      stored !== undefined &&
      valueAt(stored.object, path) !== undefined
    );
  });
  const classesOf = (place: ClassTemplate["place"]): readonly string[] => [
    ...new Set(
      open.flatMap((template) =>
        template.place === place && template.className !== undefined ? [template.className] : [],
      ),
    ),
  ];
  return [
    {
      place: { apiVersion, kind, path, schema: schemaOf(example) },
      controlPlane: open.some(({ place }) => place === "controlPlaneMachines"),
      machineDeploymentClasses: classesOf("machineDeployment"),
      machinePoolClasses: classesOf("machinePool"),
    },
  ];
}

/** A name that neither a variable nor a patch of the class has. */
function freeName(clusterClass: JsonObject): string {
  const taken = new Set(
    ["/spec/variables", "/spec/patches"].flatMap((list) =>
      listAt(clusterClass, list).map((entry) =>
        isJsonObject(entry) ? (ownValue(entry, "name") ?? "") : "",
      ),
    ),
  );
  let name = "nodeImage";
  for (let count = 2; taken.has(name); count += 1) {
    name = `nodeImage${count}`;
  }
  return name;
}

/** A schema that allows values like one. */
function schemaOf(value: JsonValue): JsonObject {
  if (isJsonList(value)) {
    return { type: "array", items: schemaOf(value[0] ?? "") };
  }
  if (isJsonObject(value)) {
    const properties = Object.entries(value).map(([name, child]) => [name, schemaOf(child)]);
    return { type: "object", properties: Object.fromEntries(properties) };
  }
  return { type: typeof value === "boolean" ? "boolean" : typeof value };
}
