import { join } from "node:path";

import { type CustomResourceSource, judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { type Diagnostic, formatDiagnostic, type JsonObject } from "@imagewright/core";

import { accept, type Judge, refuse, type Verdict } from "./judge.ts";
import {
  isManifest,
  isSnippet,
  kubernetesObjects,
  objectName,
  unreadable,
} from "./yaml-objects.ts";

/** What becomes of a kind that has no stored definition. */
export type UnknownKinds = "leave" | "refuse";

/** The CustomResourceDefinitions of upstream: would an API server store the object? */
export function crdSchemaJudge(
  upstream: string | undefined,
  unknownKinds: UnknownKinds = "refuse",
): Judge {
  const name = "CRD schema";
  let source: CustomResourceSource | undefined;
  return {
    name,
    meaning: "an API server admits the object",
    remedy: "npm run upstream:fetch",
    available: () => (upstream === undefined ? "upstream data are absent" : true),
    concerns: (artifact) =>
      !isSnippet(artifact) && (isManifest(artifact) || kubernetesObjects(artifact).length > 0),
    judge: (artifacts) => {
      source ??= folderSource(join(upstream ?? "", "crds"));
      const known = source;
      return Promise.resolve(
        artifacts.map((artifact) => {
          const found = kubernetesObjects(artifact).map((object) =>
            judgeObject(object, known, unknownKinds),
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

function judgeObject(
  object: JsonObject,
  source: CustomResourceSource,
  unknownKinds: UnknownKinds,
): Pick<Verdict, "notChecked" | "reasons"> {
  const { admitted, diagnostics } = judgeCreation(asObject(object), source);
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
