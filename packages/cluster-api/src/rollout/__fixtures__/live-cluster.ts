import { readFileSync } from "node:fs";

import {
  type ImageRecord,
  isJsonObject,
  judgeRollout,
  type JsonObject,
  type JsonValue,
  listAt,
  manifestSet,
  replaceAt,
  type RolloutIntent,
  type RolloutVerdict,
  textAt,
  toParsed,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";

import { clusterApiJudges } from "../cluster-api-judges.ts";
import { machineImageJudge } from "../machine-image-judge.ts";

/** How a live cluster was read: the two generations, and v1beta1 of before its v1beta2 block. */
export const generations = ["v1beta2", "v1beta1", "v1beta1-plain"] as const;
export type Generation = (typeof generations)[number];

/** A cluster with everything in it finished at 1.34.1. */
export function finishedCluster(generation: Generation): readonly JsonObject[] {
  const file = `finished-${generation}.yaml`;
  const read = readYaml(readFileSync(new URL(file, import.meta.url), "utf8"), { file });
  if (!read.ok) {
    throw new Error(read.diagnostics.map(({ message }) => message).join("\n"));
  }
  return read.value.map(({ value }) => value).filter((value) => isJsonObject(value));
}

/** What is changed at one place of one object; undefined takes away. */
export interface Change {
  readonly object: string;
  /** JSON Pointer; `[Type]` stands for the index of the condition of a type. */
  readonly at: string;
  readonly to: JsonValue | undefined;
}

/** `Kind/name` of an object. */
export function addressOf(object: JsonObject): string {
  return `${textAt(object, "/kind") ?? ""}/${textAt(object, "/metadata/name") ?? ""}`;
}

/** The objects with changes; a change at the empty pointer takes the object away. */
export function changed(
  objects: readonly JsonObject[],
  changes: readonly Change[],
): readonly JsonObject[] {
  return changes.reduce((all, { object, at, to }) => {
    if (!all.some((one) => addressOf(one) === object)) {
      throw new Error(`there is no ${object}`);
    }
    return all.flatMap((one) => {
      if (addressOf(one) !== object) {
        return [one];
      }
      return at === "" ? [] : [replaceAt(one, pointerIn(one, at), to) ?? one];
    });
  }, objects);
}

function pointerIn(object: JsonObject, at: string): string {
  const [list = "", type, rest = ""] = at.split(/[[\]]/u);
  const index = (listAt(object, list) ?? []).findIndex(
    (item) => isJsonObject(item) && item["type"] === type,
  );
  if (type !== undefined && index === -1) {
    throw new Error(`there is no condition ${type} in ${addressOf(object)}`);
  }
  return type === undefined ? at : `${list}/${index}${rest}`;
}

/** A provider whose machines name a template. */
const widgetJudge = machineImageJudge({
  group: "infrastructure.cluster.x-k8s.io",
  kind: "WidgetMachine",
  readyCondition: "InstanceReady",
  readManifest: (object) => {
    const name = textAt(object, "/spec/template") ?? "";
    const reference = { kind: "cloudstack-template", name } as const;
    return toParsed([{ pointer: "/spec/template", reference }]);
  },
});

export const record: ImageRecord = {
  name: "ubuntu-2404-1.34.1",
  kubernetesVersion: "1.34.1",
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
  references: [{ kind: "cloudstack-template", name: "ubuntu-2404-1.34.1" }],
  components: { containerd: "2.1.4" },
  created: "2026-11-03T00:00:00Z",
  lifecycle: { state: "supported" },
  parents: [],
};

/** The verdict on `Kind/name`. */
export function judge(
  objects: readonly JsonObject[],
  address: string,
  intended: RolloutIntent = { kubernetesVersion: "1.34.1" },
): RolloutVerdict {
  const [kind = "", name = ""] = address.split("/");
  const group =
    kind === "KubeadmControlPlane" ? "controlplane.cluster.x-k8s.io" : "cluster.x-k8s.io";
  return judgeRollout(
    { subject: { group, kind, name, namespace: "prod" }, intended, live: manifestSet(objects) },
    [...clusterApiJudges, widgetJudge],
  );
}
