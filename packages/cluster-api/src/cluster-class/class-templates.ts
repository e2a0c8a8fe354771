import { isJsonObject, type JsonObject, textAt } from "@imagewright/core";

import { isDefined, listAt, ownText, textsAt } from "../json/read-field.ts";
import { rememberByObject } from "../json/remember-by-object.ts";
import { byVersion } from "../webhook/object-shape.ts";

/** What of a cluster a template of a class is for. */
export type ClassTemplatePlace =
  | "infrastructureCluster"
  | "controlPlane"
  /** The machines of the control plane. */
  | "controlPlaneMachines"
  | "machineDeployment"
  | "machinePool";

/** A template that a cluster class refers to. */
export interface ClassTemplate {
  readonly place: ClassTemplatePlace;
  /** Of workers, the name of their class. */
  readonly className?: string;
  /** Of workers, which of their two templates it is. */
  readonly part?: "bootstrap" | "infrastructure";
  /** JSON Pointer of the reference in the class. */
  readonly pointer: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** What a class says of one of its worker classes. */
export interface WorkerClass {
  readonly place: "machineDeployment" | "machinePool";
  readonly className: string;
  readonly pointer: string;
  readonly annotations: ReadonlyMap<string, string>;
}

const workerLists = [
  { list: "/spec/workers/machineDeployments", place: "machineDeployment" },
  { list: "/spec/workers/machinePools", place: "machinePool" },
] as const;

/**
 * The templates a cluster class refers to, of v1beta1 and v1beta2, each with the place of a cluster
 * it is for.
 *
 * @example
 * ```ts
 * const clusterClass = {
 *   apiVersion: "cluster.x-k8s.io/v1beta2",
 *   kind: "ClusterClass",
 *   metadata: { name: "quick-start" },
 *   spec: {
 *     workers: {
 *       machineDeployments: [
 *         {
 *           class: "default-worker",
 *           infrastructure: {
 *             templateRef: {
 *               apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
 *               kind: "AWSMachineTemplate",
 *               name: "quick-start-worker",
 *             },
 *           },
 *         },
 *       ],
 *     },
 *   },
 * };
 * classTemplates(clusterClass).map(({ place, className, name }) => [place, className, name]);
 * // => [["machineDeployment", "default-worker", "quick-start-worker"]]
 * ```
 */
export function classTemplates(clusterClass: JsonObject): readonly ClassTemplate[] {
  return templatesOf(clusterClass);
}

const templatesOf = rememberByObject(readTemplates);

function readTemplates(clusterClass: JsonObject): readonly ClassTemplate[] {
  const { ref, inner } = shapeOf(clusterClass);
  const fixed = [
    { place: "infrastructureCluster", at: "/spec/infrastructure" },
    { place: "controlPlane", at: "/spec/controlPlane" },
    { place: "controlPlaneMachines", at: "/spec/controlPlane/machineInfrastructure" },
  ] as const;
  const workers = workerClasses(clusterClass).flatMap(({ place, className, pointer }) =>
    (["bootstrap", "infrastructure"] as const).map((part) => ({
      place,
      className,
      part,
      at: `${pointer}${inner}/${part}`,
    })),
  );
  return [...fixed, ...workers].flatMap(({ at, ...rest }) => {
    const pointer = `${at}/${ref}`;
    return isDefined(clusterClass, pointer)
      ? [
          {
            ...rest,
            pointer,
            apiVersion: textAt(clusterClass, `${pointer}/apiVersion`) ?? "",
            kind: textAt(clusterClass, `${pointer}/kind`) ?? "",
            name: textAt(clusterClass, `${pointer}/name`) ?? "",
          },
        ]
      : [];
  });
}

/** The worker classes of a class, deployments first. */
export function workerClasses(clusterClass: JsonObject): readonly WorkerClass[] {
  const { inner } = shapeOf(clusterClass);
  return workerLists.flatMap(({ list, place }) =>
    listAt(clusterClass, list).map((entry, index) => {
      const pointer = `${list}/${index}`;
      return {
        place,
        className: isJsonObject(entry) ? (ownText(entry, "class") ?? "") : "",
        pointer,
        annotations: textsAt(clusterClass, `${pointer}${inner}/metadata/annotations`),
      };
    }),
  );
}

/** v1beta1 keeps templates one level deeper and calls the reference `ref`. */
function shapeOf(clusterClass: JsonObject): { readonly ref: string; readonly inner: string } {
  return byVersion(clusterClass, {
    v1beta1: { ref: "ref", inner: "/template" },
    v1beta2: { ref: "templateRef", inner: "" },
  });
}
