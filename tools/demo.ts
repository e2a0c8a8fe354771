/**
 * Renders the example platform, has it judged, and plans the upgrade of its clusters: offline, with
 * nothing but Node.
 *
 *     npm run demo [-- FOLDER]
 *
 * Writes into FOLDER, `out/demo` where it is left out. Exit code 1 if the example or anything that
 * was made from it is refused.
 */
import { resolve } from "node:path";
import { styleText } from "node:util";

import { type Diagnostic, formatDiagnostic } from "@imagewright/core";
import { writeArtifacts } from "@imagewright/core/node";
import { upstreamFolder } from "@imagewright/testkit";

import { exampleFolder, readExample, renderExample } from "./conformance/render-example.ts";
import { type Emphasis, judgeLines, treeLines } from "./demo/demo-text.ts";
import { planCommand, planExample } from "./demo/plan-example.ts";
import { artifactLines, diffLines, hazardLines } from "./demo/plan-lines.ts";
import { allJudges, judgeAll } from "./judges/index.ts";
import { allPlugins } from "./plugins.ts";

const workspace = resolve(import.meta.dirname, "..");
const folder = process.argv[2] ?? "out/demo";

const commandLine = "npm exec -- node --conditions=@imagewright/source packages/cli/src/bin.ts";

const nextSteps = [
  "# raise a version or break a line in the spec, and see what follows",
  `$EDITOR ${exampleFolder}/imagewright.yaml && npm run demo`,
  "# every judge, golden file and example of upstream's",
  "npm run conformance",
  "# the command line: the next stage of every cluster, into the manifests themselves",
  `${commandLine} \\`,
  `  ${planCommand} --write`,
  "# what the documentation shows of one target, on the terminal",
  `${commandLine} \\`,
  `  render ${exampleFolder}/imagewright.yaml --catalog ${exampleFolder}/catalog.yaml --target orders --mode snippet --stdout`,
];

process.exitCode = await demo();

async function demo(): Promise<number> {
  const emphasis = emphasisFor(process.stdout);
  const inputs = readExample();
  if (!inputs.ok) {
    return refuse(inputs.diagnostics);
  }
  const { spec, catalog } = inputs.value;
  const rendered = renderExample(inputs.value, "complete");
  if (!rendered.ok) {
    return refuse(rendered.diagnostics);
  }
  const targets = rendered.value;
  const artifacts = targets.flatMap((target) => target.artifacts);
  await writeArtifacts(resolve(workspace, folder), artifacts);
  const judgements = await judgeAll(allJudges(upstreamFolder()), artifacts);
  const isRefused = judgements.some(({ verdicts }) => verdicts.some(({ accepted }) => !accepted));

  print(
    `${exampleFolder}/imagewright.yaml is valid: ${spec.images.length} images for ${targets.length} targets.`,
  );
  print(
    `${exampleFolder}/catalog.yaml is valid: ${catalog.records.length} images that were built.`,
  );
  print(`${artifacts.length} files were rendered into ${folder}/:`);
  printAll(treeLines(targets, allPlugins, catalog, emphasis));
  print("", emphasis.title("Judged by programs and schemas that are not ours"));
  printAll(judgeLines(judgements, emphasis));
  const planned = await planExample(workspace, `${folder}/plan`);
  if (!("table" in planned)) {
    return refuse(planned);
  }
  const { report, table } = planned;
  print("", emphasis.title("From Kubernetes 1.31 to 1.34"), `imagewright ${planCommand}`, "");
  print(table);
  print(emphasis.title("What is dangerous about it"));
  printAll(hazardLines(report.diagnostics, emphasis));
  print("", emphasis.title("What the plan was made into"));
  printAll(artifactLines(report, emphasis));
  print("", emphasis.title("What `plan --write` would change: the first stage of every cluster"));
  printAll(diffLines(report.diff ?? "", emphasis));
  print("", emphasis.title("Next"));
  printAll(nextSteps);
  return isRefused ? 1 : 0;
}

function refuse(diagnostics: readonly Diagnostic[]): number {
  for (const diagnostic of diagnostics) {
    console.error(formatDiagnostic(diagnostic));
  }
  return 1;
}

function emphasisFor(stream: NodeJS.WriteStream): Emphasis {
  const style =
    (format: Parameters<typeof styleText>[0]) =>
    (text: string): string =>
      styleText(format, text, { stream });
  return { title: style("bold"), good: style("green"), bad: style("red"), faint: style("dim") };
}

function print(...lines: readonly string[]): void {
  printAll(lines);
}

function printAll(lines: readonly string[]): void {
  console.log(lines.join("\n"));
}
