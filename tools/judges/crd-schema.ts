import { join } from "node:path";

import { type CustomResourceSource, judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { formatDiagnostic, type JsonObject } from "@imagewright/core";

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
  return {
    reasons: admitted
      ? []
      : diagnostics
          .filter(({ severity }) => severity === "error")
          .map((one) => `${name}: ${formatDiagnostic(one).split("\n")[0] ?? ""}`),
    notChecked: diagnostics
      .filter(({ code }) => code === "ADMISSION_NOT_CHECKED")
      .map(({ message }) => `${name}: ${message}`),
  };
}

/** A NodeConfig is a file that nodeadm reads: only an object of the API server needs a name. */
function asObject(object: JsonObject): JsonObject {
  return object["kind"] === "NodeConfig" ? { metadata: { name: "file" }, ...object } : object;
}
