import { type Diagnostic, type Parsed, toParsed } from "../../diagnostic.ts";
import { editJson } from "../../edit/edit-json.ts";
import { editYaml } from "../../edit/edit-yaml.ts";
import type { FieldEdit, YamlEdit } from "../../edit/edit.ts";
import { splitStream } from "../../edit/stream.ts";
import type { ReadOptions } from "../../read/read-limits.ts";
import type { ClusterPlan } from "../upgrade-plan.ts";
import { planFileEdits } from "./plan-file-edits.ts";
import type { PlanWriteOptions } from "./plan-write-options.ts";
import { isJsonName } from "./raw-file.ts";
import type { FileEdit } from "./render-unified-diff.ts";
import { planWriteDiagnostics } from "./write-diagnostics.ts";

/**
 * Writes the next stage of plans into the texts of a team's own files: a minimal change that keeps
 * comments, order and format of every other line; of the comment beside a value that changes, what
 * names the old one is changed too. All files are edited or none.
 *
 * One stage is written at a time: its steps can be applied together, and what follows begins when
 * their rollouts are finished. Apply it, see that it is finished, then plan again from the files,
 * whose first stage is the next one. The same plan written twice changes nothing the second time.
 * What the steps of a stage put and take back again, such as a pause, is not written: files that
 * are applied together need none.
 *
 * @param sources - texts by the names the plans know them under
 * @returns files that change, in the order of their names; see {@link planWriteDiagnostics} and
 *   `editDiagnostics` for why nothing is written
 * @example
 * ```ts
 * import { type ClusterPlan, type PlanStep, writePlanToFiles } from "@imagewright/core/plan";
 *
 * const file = "orders.yaml";
 * const text = "apiVersion: example.com/v1\nkind: Pool\nmetadata: {name: a}\nspec:\n  version: v1.33.4 # ours\n";
 * const step: PlanStep = {
 *   id: "1",
 *   class: "change",
 *   action: "upgradeNodes",
 *   title: "Upgrade the pool",
 *   reason: "It is next.",
 *   hop: 1,
 *   stage: 1,
 *   after: [],
 *   effects: [
 *     {
 *       change: "patch",
 *       object: { group: "example.com", version: "v1", kind: "Pool", name: "a" },
 *       fields: [{ pointer: "/spec/version", from: "v1.33.4", to: "v1.34.1" }],
 *       source: { file, document: 0, pointer: "" },
 *     },
 *   ],
 *   rollback: "partly",
 * };
 * const plan: ClusterPlan = {
 *   formatVersion: 1,
 *   cluster: { name: "orders" },
 *   hops: [],
 *   steps: [step],
 *   images: [],
 *   garbage: [],
 *   hazards: [],
 *   blockers: [],
 *   applyable: true,
 * };
 * const written = writePlanToFiles([plan], new Map([[file, text]]));
 * written.ok && written.value.map(({ after }) => after.split("\n")[4]); // => ["  version: v1.34.1 # ours"]
 * ```
 */
export function writePlanToFiles(
  plans: Iterable<ClusterPlan>,
  sources: ReadonlyMap<string, string>,
  options: PlanWriteOptions = {},
): Parsed<readonly FileEdit[]> {
  const planned = planFileEdits(plans, sources, options);
  if (!planned.ok) {
    return planned;
  }
  const written: FileEdit[] = [];
  const diagnostics: Diagnostic[] = [...planned.diagnostics];
  const { limits } = options;
  for (const [file, edits] of planned.value) {
    const before = sources.get(file) ?? "";
    const edited = editText(before, edits, { file, ...(limits !== undefined && { limits }) });
    diagnostics.push(...edited.diagnostics);
    if (edited.ok && edited.value !== before) {
      written.push({ file, before, after: edited.value });
      diagnostics.push(...emptyFile(file, edited.value));
    }
  }
  return toParsed(written, diagnostics);
}

function editText(text: string, edits: readonly YamlEdit[], options: ReadOptions): Parsed<string> {
  return isJsonName(options.file)
    ? editJson(text, edits.filter(isFieldEdit), options)
    : editYaml(text, edits, options);
}

/** Documents are neither added to JSON texts nor taken out of them: edits of fields are all. */
function isFieldEdit(edit: YamlEdit): edit is Extract<YamlEdit, FieldEdit> {
  return "pointer" in edit;
}

function emptyFile(file: string, text: string): readonly Diagnostic[] {
  return splitStream(text).length > 0
    ? []
    : [
        planWriteDiagnostics.report("PLAN_WRITE_FILE_EMPTY", {
          message: `${file} holds no object any more`,
          source: { file, line: 1, column: 1 },
        }),
      ];
}
