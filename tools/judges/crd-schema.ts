import { join } from "node:path";

import { type CustomResourceSource, judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { type Artifact, formatDiagnostic, type JsonObject } from "@imagewright/core";

import { accept, type Judge, refuse, type Verdict } from "./judge.ts";
import { kubernetesObjects, objectName } from "./yaml-objects.ts";

/** The CustomResourceDefinitions of upstream: would an API server store the object? */
export function crdSchemaJudge(upstream: string | undefined): Judge {
  const name = "CRD schema";
  let source: CustomResourceSource | undefined;
  return {
    name,
    meaning: "an API server admits the object",
    remedy: "npm run upstream:fetch",
    available: () => (upstream === undefined ? "upstream data are absent" : true),
    concerns: (artifact) => kubernetesObjects(artifact).length > 0,
    judge: (artifacts) => {
      source ??= folderSource(join(upstream ?? "", "crds"));
      const known = source;
      return Promise.resolve(artifacts.map((artifact) => judgeObjects(name, artifact, known)));
    },
  };
}

function judgeObjects(judge: string, artifact: Artifact, source: CustomResourceSource): Verdict {
  const found = kubernetesObjects(artifact).map((object) => judgeObject(object, source));
  const reasons = found.flatMap((one) => one.reasons);
  const notChecked = found.flatMap((one) => one.notChecked);
  return reasons.length > 0
    ? refuse(judge, artifact.path, reasons)
    : accept(judge, artifact.path, notChecked);
}

function judgeObject(
  object: JsonObject,
  source: CustomResourceSource,
): Pick<Verdict, "notChecked" | "reasons"> {
  const { admitted, diagnostics } = judgeCreation(object, source);
  const name = objectName(object);
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
