import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type ManifestRuleContext,
  type ManifestSet,
  ownValue,
  valueAt,
} from "@imagewright/core";

/** Group of the objects that make machines. */
export const coreGroup = "cluster.x-k8s.io";

/** Kinds that name a bootstrap configuration, a machine and a version. */
export const ownerKinds = ["Machine", "MachineDeployment", "MachinePool", "MachineSet"] as const;

/** What an owner of machines points at, as far as its manifests are at hand. */
export interface MachineOwner {
  /** JSON Pointer to the machine inside the owner. */
  readonly pointer: string;
  /** Minor of Kubernetes 1.x; undefined where the owner names no version. */
  readonly minor: number | undefined;
  readonly bootstrapKind: string;
  /** Whether the object behind `infrastructureRef` is among the manifests. */
  readonly hasMachine: boolean;
}

/** The machine of an owner, and what it refers to. */
export function machineOwner({ object, kind, manifests }: ManifestRuleContext): MachineOwner {
  const pointer = kind === "Machine" ? "/spec" : "/spec/template/spec";
  const machine = valueAt(object, pointer);
  const bootstrap = referenceAt(machine, "/bootstrap/configRef");
  const infrastructure = referenceAt(machine, "/infrastructureRef");
  const version = machine === undefined ? undefined : valueAt(machine, "/version");
  return {
    pointer,
    minor: typeof version === "string" ? minorOf(version) : undefined,
    bootstrapKind: textOf(bootstrap, "kind"),
    hasMachine: resolve(infrastructure, object, manifests) !== undefined,
  };
}

/** The minor of a version such as `v1.33.4` or `1.33`. */
export function minorOf(version: string): number | undefined {
  const minor = /^v?1\.(?<minor>\d{1,3})(?:\.|$|-)/u.exec(version)?.groups?.["minor"];
  return minor === undefined ? undefined : Number(minor);
}

function resolve(
  reference: JsonObject | undefined,
  owner: JsonObject,
  manifests: ManifestSet,
): JsonObject | undefined {
  if (reference === undefined) {
    return undefined;
  }
  const apiVersion = textOf(reference, "apiVersion");
  const group = textOf(reference, "apiGroup") || (apiVersion.split("/")[0] ?? "");
  const namespace = valueAt(owner, "/metadata/namespace");
  return manifests.find(
    group,
    textOf(reference, "kind"),
    textOf(reference, "name"),
    typeof namespace === "string" ? namespace : undefined,
  );
}

function referenceAt(machine: JsonValue | undefined, pointer: string): JsonObject | undefined {
  const reference = machine === undefined ? undefined : valueAt(machine, pointer);
  return isJsonObject(reference) ? reference : undefined;
}

function textOf(object: JsonObject | undefined, key: string): string {
  const value = object === undefined ? undefined : ownValue(object, key);
  return typeof value === "string" ? value : "";
}
