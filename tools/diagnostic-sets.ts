import type { DiagnosticSet } from "@imagewright/core";

/** Entry points whose exports hold diagnostic sets, in the order of the documentation. */
const entries = [
  "@imagewright/core",
  "@imagewright/core/read",
  "@imagewright/core/edit",
  "@imagewright/core/plan",
  "@imagewright/core/template",
  "@imagewright/core/node",
  "@imagewright/admission",
  "@imagewright/cluster-api",
  "@imagewright/cluster-api/cluster-class",
  "@imagewright/cluster-api/convert",
  "@imagewright/cluster-api/lint",
  "@imagewright/cluster-api/observe",
  "@imagewright/cluster-api/plan",
  "@imagewright/packer",
  "@imagewright/aws",
  "@imagewright/aws/eks",
  "@imagewright/aws/user-data",
  "@imagewright/azure",
  "@imagewright/cloudstack",
  "@imagewright/karpenter",
  "@imagewright/cli",
] as const;

/** The diagnostic sets an entry point exports, by the name of the export. */
export interface ExportedSets {
  readonly entry: string;
  readonly sets: ReadonlyMap<string, DiagnosticSet>;
}

/** Every diagnostic set that the packages export. */
export async function loadDiagnosticSets(): Promise<readonly ExportedSets[]> {
  return Promise.all(
    entries.map(async (entry) => {
      const exports: object = await import(entry);
      const sets = new Map(
        Object.entries(exports).filter((pair): pair is [string, DiagnosticSet] => isSet(pair[1])),
      );
      return { entry, sets };
    }),
  );
}

function isSet(value: unknown): value is DiagnosticSet {
  return typeof value === "object" && value !== null && "rules" in value && "report" in value;
}
