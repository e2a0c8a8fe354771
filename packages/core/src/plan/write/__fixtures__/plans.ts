import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { SourcePlace } from "../../cluster-state.ts";
import type { ObjectAddress } from "../../object-address.ts";
import type { FieldChange, ObjectChange } from "../../object-change.ts";
import type { ClusterPlan, PlanStep } from "../../upgrade-plan.ts";

const root = fileURLToPath(new URL("tree/", import.meta.url));

/** The files of a team; one of them has the line ends of Windows. */
export function readTree(): ReadonlyMap<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .toSorted();
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(root, file), "utf8");
      return [file, file.includes("payments") ? text.replaceAll("\n", "\r\n") : text];
    }),
  );
}

const groups: Readonly<Record<string, string>> = {
  KubeadmControlPlane: "controlplane.cluster.x-k8s.io",
  MachineDeployment: "cluster.x-k8s.io",
  AWSMachineTemplate: "infrastructure.cluster.x-k8s.io",
  ConfigMap: "",
};

/** An object by kind, namespace and name: `AWSMachineTemplate orders/orders-cp`. */
function addressOf(text: string): ObjectAddress {
  const [kind = "", path = ""] = text.split(" ");
  const [name = "", namespace] = path.split("/").toReversed();
  const group = groups[kind] ?? "";
  const version = group === "" ? "v1" : "v1beta2";
  return { group, version, kind, ...(namespace !== undefined && { namespace }), name };
}

export function placeIn(file: string, document = 0, pointer = ""): SourcePlace {
  return { file, document, pointer };
}

/** Fields as `pointer: [from, to]`. */
type Fields = Readonly<Record<string, readonly [FieldChange["from"], FieldChange["to"]]>>;

function changesOf(fields: Fields): readonly FieldChange[] {
  return Object.entries(fields).map(([pointer, [from, to]]) => ({
    pointer,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }));
}

export function patch(object: string, source: SourcePlace | undefined, fields: Fields): ObjectChange {
  const place = source === undefined ? {} : { source };
  return { change: "patch", object: addressOf(object), fields: changesOf(fields), ...place };
}

export function copy(
  of: string,
  name: string,
  source: SourcePlace | undefined,
  fields: Fields,
): ObjectChange {
  const address = addressOf(of);
  const place = source === undefined ? {} : { source };
  const object = { ...address, name };
  return { change: "copy", object, of: address, fields: changesOf(fields), ...place };
}

export function remove(object: string, source: SourcePlace | undefined): ObjectChange {
  const place = source === undefined ? {} : { source };
  return { change: "delete", object: addressOf(object), ...place };
}

/** A step of a stage, behind the one before it. */
export function stepOf(stage: number, ...effects: readonly ObjectChange[]): PlanStep {
  return {
    id: "",
    class: "change",
    action: "upgradeNodes",
    title: `Do something in stage ${stage}`,
    reason: "It is next.",
    hop: 1,
    stage,
    after: [],
    effects,
    rollback: "partly",
  };
}

/** A plan whose steps follow one another. */
export function planOf(cluster: string, ...steps: readonly PlanStep[]): ClusterPlan {
  const [name = "", namespace] = cluster.split("/").toReversed();
  return {
    formatVersion: 1,
    cluster: { name, ...(namespace !== undefined && { namespace }) },
    hops: [],
    steps: steps.map((step, index) => ({
      ...step,
      id: `step-${index}`,
      after: index === 0 ? [] : [`step-${index - 1}`],
    })),
    images: [],
    garbage: [],
    hazards: [],
    blockers: [],
    applyable: true,
  };
}
