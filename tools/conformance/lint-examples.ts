import { type CustomResourceSource, lintManifests } from "@imagewright/admission";
import type { Artifact } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";

import { yamlType } from "../judges/yaml-objects.ts";
import { allManifestRules, allWebhooks } from "../plugins.ts";

/** What lint says of one file of upstream's documentation. */
export interface LintedExample {
  readonly path: string;
  /** Objects that an API server would take, of how many; those without a definition are left out. */
  readonly admitted: number;
  readonly judged: number;
  /** Codes of errors and warnings, each once, in the order of their names. */
  readonly codes: readonly string[];
}

/** Lints every manifest on its own, as a reader of the page would. */
export function lintExamples(
  artifacts: readonly Artifact[],
  source: CustomResourceSource,
): readonly LintedExample[] {
  return artifacts
    .filter(({ mediaType, text }) => mediaType === yamlType && /^kind:/mu.test(text))
    .map(({ path, text }) => {
      const read = readYaml(text, { file: path, traps: "warning" });
      const { objects, diagnostics } = lintManifests({
        documents: read.ok ? read.value : [],
        // nodeadm's definition describes files: no API server has it.
        source: (group, kind) => (group === "node.eks.aws" ? undefined : source(group, kind)),
        webhooks: allWebhooks,
        rules: allManifestRules,
        targetVersions: {},
      });
      const count = (verdict: string): number =>
        objects.filter((object) => object.verdict === verdict).length;
      const faults = [...read.diagnostics, ...diagnostics].filter(
        ({ severity }) => severity !== "info",
      );
      return {
        path,
        admitted: count("admitted"),
        judged: count("admitted") + count("refused"),
        codes: [...new Set(faults.map(({ code }) => code))].toSorted(),
      };
    });
}
