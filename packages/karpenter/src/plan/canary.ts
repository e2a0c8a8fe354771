import { type Architecture, type Diagnostic, type JsonObject } from "@imagewright/core";
import { type CreateChange, type PlanObjects, rotatedName } from "@imagewright/core/plan";

import { listAt, mapAt } from "../json-parts.ts";
import { planFinding } from "./plan-finding.ts";
import type { PlannedClass } from "./planned-class.ts";
import { askedArchitectures, canaryOf, type PlannedPool } from "./planned-pool.ts";
import { canarySettings, markers } from "./upgrade-settings.ts";

/** A class of its own with the new images, and for each architecture a pool with one node. */
export interface Canary {
  readonly nodeClass: CreateChange;
  readonly pools: readonly CanaryPool[];
}

/** A pool of a canary, and the pod that makes it launch a node; a static pool needs none. */
interface CanaryPool {
  readonly pool: CreateChange;
  readonly pod?: CreateChange;
}

/**
 * The canary of a class as it is to be. Its objects are named by what they say, so that every plan
 * towards the same images means the same canary.
 */
export function canaryFor(planned: PlannedClass): Canary {
  const { name, stored, wanted, view } = planned;
  const { apiVersion = "", kind = "", spec = {} } = wanted;
  const body = { apiVersion, kind, spec };
  const className = rotatedName(`${name}-canary`, body);
  const nodeClass: CreateChange = {
    change: "create",
    object: { ...stored.address, name: className },
    manifest: { apiVersion, kind, metadata: canaryMetadata(className, name), spec },
    ...(stored.source !== undefined && { source: stored.source }),
  };
  const isWindows = view.family?.startsWith("Windows") === true;
  const pools = canaryTargets(planned).map(({ pool, architecture }) =>
    canaryPool(pool, architecture, { className, of: name, isWindows }),
  );
  return { nodeClass, pools };
}

interface CanaryTarget {
  readonly pool: PlannedPool;
  /** Where the canary has to be narrowed to one. */
  readonly architecture?: Architecture;
}

/** One pool of the class for each architecture there is an image of. */
function canaryTargets({ pools, images }: PlannedClass): readonly CanaryTarget[] {
  const architectures = [...new Set(images.map(({ record }) => record.architecture))];
  const targets = architectures.flatMap((architecture): readonly CanaryTarget[] => {
    const pool = pools.find(({ view }) => askedArchitectures(view)?.includes(architecture) ?? true);
    if (pool === undefined) {
      return [];
    }
    const isNarrow = askedArchitectures(pool.view)?.length === 1 || architectures.length === 1;
    return [isNarrow ? { pool } : { pool, architecture }];
  });
  return targets.length > 0 ? targets : pools.slice(0, 1).map((pool) => ({ pool }));
}

interface CanaryOwner {
  readonly className: string;
  /** Name of the class it is the canary of. */
  readonly of: string;
  readonly isWindows: boolean;
}

function canaryPool(
  { name, stored }: PlannedPool,
  architecture: Architecture | undefined,
  owner: CanaryOwner,
): CanaryPool {
  const { apiVersion = "", kind = "" } = stored.object;
  const spec = canarySpec(stored.object, architecture, owner.className);
  const suffix = architecture === undefined ? "canary" : `canary-${architecture}`;
  const poolName = rotatedName(`${name}-${suffix}`, { apiVersion, kind, spec });
  const source = stored.source === undefined ? {} : { source: stored.source };
  return {
    pool: {
      change: "create",
      object: { ...stored.address, name: poolName },
      manifest: { apiVersion, kind, metadata: canaryMetadata(poolName, owner.of), spec },
      ...source,
    },
    ...(!("replicas" in spec) && {
      pod: {
        change: "create",
        object: podAddress(poolName),
        manifest: canaryPod(poolName, owner),
        ...source,
      },
    }),
  };
}

/** Labels and annotations of the original are not copied: tools would take the canary for theirs. */
function canaryMetadata(name: string, of: string): JsonObject {
  return { name, annotations: { [markers.canary]: of } };
}

/** The pool's template with a taint and the canary's class; one node, and nothing consolidates it. */
function canarySpec(
  pool: JsonObject,
  architecture: Architecture | undefined,
  className: string,
): JsonObject {
  const template = mapAt(pool, "/spec/template");
  const node = mapAt(template, "/spec");
  const requirement = { key: "kubernetes.io/arch", operator: "In", values: [architecture ?? ""] };
  const isStatic = "replicas" in mapAt(pool, "/spec");
  return {
    template: {
      ...template,
      spec: {
        ...node,
        nodeClassRef: { ...mapAt(node, "/nodeClassRef"), name: className },
        ...(architecture !== undefined && {
          requirements: [...listAt(node, "/requirements"), requirement],
        }),
        taints: [...listAt(node, "/taints"), canarySettings.taint],
      },
    },
    ...(isStatic
      ? { replicas: 1 }
      : { disruption: canarySettings.disruption, limits: canarySettings.limits }),
  };
}

/** A pod that asks for next to nothing and runs on the canary alone. */
function canaryPod(name: string, { of, isWindows }: CanaryOwner): JsonObject {
  const { namespace, podImage, podRequests } = canarySettings;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...canaryMetadata(name, of), namespace },
    spec: {
      nodeSelector: { "karpenter.sh/nodepool": name },
      tolerations: [{ operator: "Exists" }],
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      ...(!isWindows && {
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 65_535,
          seccompProfile: { type: "RuntimeDefault" },
        },
      }),
      containers: [
        {
          name: "pause",
          image: podImage,
          resources: { requests: podRequests, limits: podRequests },
          ...(!isWindows && {
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ["ALL"] },
              readOnlyRootFilesystem: true,
            },
          }),
        },
      ],
    },
  };
}

/** Where the pod of a canary's pool is: it bears the name of the pool. */
export function podAddress(poolName: string): CreateChange["object"] {
  const { namespace } = canarySettings;
  return { group: "", version: "v1", kind: "Pod", namespace, name: poolName };
}

/** Names that a canary would get, and that something else has. */
export function checkCanaryNames(
  planned: PlannedClass,
  { nodeClass, pools }: Canary,
  objects: PlanObjects,
): readonly Diagnostic[] {
  return [nodeClass, ...pools.map(({ pool }) => pool)].flatMap(({ object }) => {
    const there = objects.find(object);
    const message = `${object.kind} ${object.name} is there, and is no canary of ${planned.name}`;
    return there === undefined || canaryOf(there.object) === planned.name
      ? []
      : [planFinding("KARPENTER_PLAN_NAME_TAKEN", there, { message, found: object.name })];
  });
}
