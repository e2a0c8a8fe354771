import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { runProgram } from "./judges/run-program.ts";

const workspace = resolve(import.meta.dirname, "..");

/** A code block of a README, and what the marker before it says the block is. */
export interface MarkedBlock {
  /**
   * `examples/quick-start.ts`: the file, whole. `output`: what the file of the last such block
   * prints. `output: imagewright …`: what that command prints.
   */
  readonly marker: string;
  readonly text: string;
}

/** A README, and the blocks that are shown in it by marker. */
export interface Readme {
  /** Relative to the workspace. */
  readonly path: string;
  readonly blocks: readonly MarkedBlock[];
  /** How many blocks of TypeScript it has, with or without a marker. */
  readonly codeBlocks: number;
}

const block = /^<!-- (?<marker>[^\n]+?) -->\n\n?```\w+\n(?<text>[\s\S]*?)^```$/gmu;

/** The README of the workspace and those of the packages that are published. */
export function readmes(): readonly Readme[] {
  const packages = readdirSync(join(workspace, "packages")).filter(isPublished).toSorted();
  return ["README.md", ...packages.map((name) => `packages/${name}/README.md`)]
    .filter((path) => existsSync(join(workspace, path)))
    .map((path) => {
      const text = readFileSync(join(workspace, path), "utf8");
      const codeBlocks = text.match(/^```(?:ts|typescript|js|javascript)$/gmu)?.length ?? 0;
      return { path, blocks: markedBlocks(text), codeBlocks };
    });
}

function isPublished(name: string): boolean {
  const text = readFileSync(join(workspace, "packages", name, "package.json"), "utf8");
  const manifest = JSON.parse(text) as { readonly private?: boolean };
  return manifest.private !== true;
}

/** The code blocks of a text that a marker stands before, in their order. */
export function markedBlocks(text: string): readonly MarkedBlock[] {
  return [...text.matchAll(block)].map(({ groups }) => ({
    marker: groups?.["marker"] ?? "",
    text: groups?.["text"] ?? "",
  }));
}

/** What each block has to be, from the files and programs themselves. */
export async function expectedBlocks({ path, blocks }: Readme): Promise<readonly MarkedBlock[]> {
  const folder = dirname(join(workspace, path));
  const expected: MarkedBlock[] = [];
  let shown = "";
  for (const { marker } of blocks) {
    if (marker === "output") {
      expected.push({ marker, text: await printed([join(folder, shown)], folder) });
    } else if (marker.startsWith("output: imagewright ")) {
      const command = marker.split(" ").slice(2);
      const program = join(workspace, "packages/cli/src/bin.ts");
      expected.push({ marker, text: await printed([program, ...command], folder) });
    } else {
      shown = marker;
      expected.push({ marker, text: readFileSync(join(folder, marker), "utf8") });
    }
  }
  return expected;
}

/** Everything a program of ours prints, findings before results. */
async function printed(parameters: readonly string[], folder: string): Promise<string> {
  const { stdout, stderr } = await runProgram(
    process.execPath,
    ["--conditions=@imagewright/source", ...parameters],
    { folder, environment: { NO_COLOR: "1" } },
  );
  return `${(stderr + stdout).trimEnd()}\n`;
}

/** Every `examples/*.ts` of the workspace and of a package, relative to the workspace. */
export function exampleFiles(): readonly string[] {
  const packages = readdirSync(join(workspace, "packages")).filter(isPublished).toSorted();
  return ["examples", ...packages.map((name) => `packages/${name}/examples`)].flatMap((folder) =>
    existsSync(join(workspace, folder))
      ? readdirSync(join(workspace, folder))
          .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
          .map((file) => `${folder}/${file}`)
      : [],
  );
}

/** Runs an example as a user would. */
export async function runExample(
  path: string,
): Promise<{ readonly status: number | null; readonly stderr: string }> {
  const file = join(workspace, path);
  return await runProgram(process.execPath, ["--conditions=@imagewright/source", file], {
    folder: dirname(file),
  });
}
