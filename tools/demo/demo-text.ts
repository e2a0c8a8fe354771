import type { Artifact, ImageCatalog, LoadedPlugin } from "@imagewright/core";

import type { ExampleTarget } from "../conformance/render-example.ts";
import type { Judgement } from "../judges/index.ts";
import { describeArtifact } from "./describe-artifact.ts";

/** Emphasis of text; the identity where the output is no terminal. */
export interface Emphasis {
  readonly title: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** Everything that was rendered as a tree, system by system, with one line of meaning each. */
export function treeLines(
  targets: readonly ExampleTarget[],
  plugins: readonly LoadedPlugin[],
  catalog: ImageCatalog,
  emphasis: Emphasis,
): readonly string[] {
  const width = Math.max(
    ...targets.flatMap(({ artifacts }) => artifacts.map((one) => fileOf(one).length)),
  );
  return plugins.flatMap((plugin) => {
    const own = targets.filter(({ provider }) => provider === plugin.id);
    return own.length === 0
      ? []
      : [
          "",
          emphasis.title(plugin.title),
          ...own.flatMap(({ name, image, artifacts }) => [
            `${name}/  ${emphasis.faint(image)}`,
            ...artifacts.map((artifact, index) => {
              const branch = index === artifacts.length - 1 ? "└─" : "├─";
              const meaning = describeArtifact(artifact, plugin, catalog);
              return `${branch} ${fileOf(artifact).padEnd(width)}  ${emphasis.faint(meaning)}`;
            }),
          ]),
        ];
  });
}

function fileOf({ path }: Artifact): string {
  return path.slice(path.indexOf("/") + 1);
}

/** One line for each judge that had something to judge. */
export function judgeLines(
  judgements: readonly Judgement[],
  emphasis: Emphasis,
): readonly string[] {
  const concerned = judgements.filter((judgement) => judgement.concerned.length > 0);
  const width = Math.max(...concerned.map(({ judge }) => judge.name.length));
  return concerned.flatMap((judgement) => {
    const { judge, verdicts, skipped } = judgement;
    const name = judge.name.padEnd(width);
    const refused = verdicts.filter(({ accepted }) => !accepted);
    if (skipped !== undefined) {
      return [`${emphasis.faint("absent ")}  ${name}${" ".repeat(11)}${skipped}: ${judge.remedy}`];
    }
    const files = `${verdicts.length} file${verdicts.length === 1 ? " " : "s"}`.padStart(8);
    return [
      refused.length === 0
        ? `${emphasis.good("accepts")}  ${name} ${files}  ${judge.meaning}${openQuestions(judgement)}`
        : `${emphasis.bad("REFUSES")}  ${name} ${refused.length} of ${verdicts.length}`,
      ...refused.flatMap(({ path, reasons }) => [
        `         ${path}`,
        ...reasons.map((reason) => `           ${reason}`),
      ]),
    ];
  });
}

function openQuestions({ verdicts }: Judgement): string {
  const open = verdicts.filter(({ notChecked }) => notChecked.length > 0).length;
  return open === 0 ? "" : ` (${open} also have CEL rules, not evaluated)`;
}
