import { existsSync } from "node:fs";
import { join } from "node:path";

import { type CustomResourceSource, judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import {
  type Diagnostic,
  formatDiagnostic,
  type JsonObject,
  type Webhook,
} from "@imagewright/core";

import { accept, type Judge, refuse, type Verdict } from "./judge.ts";
import {
  isManifest,
  isSnippet,
  kubernetesObjects,
  objectName,
  unreadable,
} from "./yaml-objects.ts";

/** What becomes of a kind that has no stored definition. */
type UnknownKinds = "leave" | "refuse";

/** What the judge is told beside the definitions. */
export interface AdmissionJudgeOptions {
  /** @default "refuse" */
  readonly unknownKinds?: UnknownKinds;
  /** Rules no definition holds. @default none */
  readonly webhooks?: readonly Webhook[];
}

/**
 * The CustomResourceDefinitions of upstream, and the rules of its webhooks: would an API server
 * store the object?
 */
export function admissionJudge(
  upstream: string | undefined,
  { unknownKinds = "refuse", webhooks = [] }: AdmissionJudgeOptions = {},
): Judge {
  const name = "admission";
  let source: CustomResourceSource | undefined;
  return {
    name,
    meaning: "an API server admits the object",
    remedy: "npm run upstream:fetch",
    available: () => (upstream === undefined ? "upstream data are absent" : true),
    concerns: (artifact) =>
      !isSnippet(artifact) && (isManifest(artifact) || kubernetesObjects(artifact).length > 0),
    judge: (artifacts) => {
      source ??= storedDefinitions(upstream ?? "");
      const known = source;
      return Promise.resolve(
        artifacts.map((artifact) => {
          const found = kubernetesObjects(artifact).map((object) =>
            judgeObject(object, known, unknownKinds, webhooks),
          );
          const reasons = unreadable(artifact) ?? found.flatMap((one) => one.reasons);
          const notChecked = found.flatMap((one) => one.notChecked);
          return reasons.length > 0
            ? refuse(name, artifact.path, reasons)
            : accept(name, artifact.path, notChecked);
        }),
      );
    },
  };
}

/** Today's definitions; those of Karpenter 1.0 for the versions that only it served. */
export function storedDefinitions(upstream: string): CustomResourceSource {
  const today = folderSource(join(upstream, "crds"));
  const folder = join(upstream, "karpenter/crds-v1.0.14");
  const before = existsSync(folder) ? folderSource(folder) : undefined;
  return (group, kind) => {
    const resource = today(group, kind);
    const older = group.startsWith("karpenter.") ? before?.(group, kind) : undefined;
    if (resource === undefined || older === undefined) {
      return resource ?? older;
    }
    const names = new Set(resource.versions.map(({ name }) => name));
    const gone = older.versions.filter(({ name }) => !names.has(name));
    return { ...resource, versions: [...resource.versions, ...gone] };
  };
}

function judgeObject(
  object: JsonObject,
  source: CustomResourceSource,
  unknownKinds: UnknownKinds,
  webhooks: readonly Webhook[],
): Pick<Verdict, "notChecked" | "reasons"> {
  const { admitted, diagnostics } = judgeCreation(asObject(object), source, { webhooks });
  const name = objectName(object);
  if (
    unknownKinds === "leave" &&
    diagnostics.some(({ code }) => code === "ADMISSION_KIND_UNKNOWN")
  ) {
    return { reasons: [], notChecked: [`${name}: no definition of its kind is stored`] };
  }
  const errors = admitted ? [] : diagnostics.filter(({ severity }) => severity === "error");
  const open = diagnostics.filter(
    (one) => one.code === "ADMISSION_NOT_CHECKED" || isFreeValue(object, one),
  );
  return {
    reasons: errors
      .filter((one) => !isFreeValue(object, one))
      .map((one) => `${name}: ${formatDiagnostic(one).split("\n")[0] ?? ""}`),
    notChecked: open.map(({ message }) => `${name}: ${message}`),
  };
}

/**
 * nodeadm takes any value in the fragment of a KubeletConfiguration; the stored definition, which
 * no API server uses, says that every value is an object.
 */
function isFreeValue(object: JsonObject, { code, pointer }: Diagnostic): boolean {
  return (
    object["kind"] === "NodeConfig" &&
    code === "ADMISSION_TYPE" &&
    /^\/spec\/kubelet\/config\/[^/]+$/u.test(pointer)
  );
}

/** A NodeConfig is a file that nodeadm reads: only an object of the API server needs a name. */
function asObject(object: JsonObject): JsonObject {
  return object["kind"] === "NodeConfig" ? { metadata: { name: "file" }, ...object } : object;
}
