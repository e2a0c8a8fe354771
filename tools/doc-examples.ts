import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

import { exampleModule, examplesOf } from "./doc-example-module.ts";
import { runProgram } from "./judges/run-program.ts";
import { type EntryPoint, publicEntryPoints } from "./public-functions.ts";

const workspace = resolve(import.meta.dirname, "..");

/** One public function, and the code that its doc comment shows. */
export interface DocumentedFunction {
  readonly entry: EntryPoint;
  readonly name: string;
  /** Relative to the workspace. */
  readonly file: string;
  readonly examples: readonly string[];
}

/** Every function that a published package exports, once for each entry point. */
export function documentedFunctions(): readonly DocumentedFunction[] {
  return publicEntryPoints(join(workspace, "packages")).flatMap((entry) =>
    entry.names
      .filter(({ kind }) => kind === "function")
      .map(({ name, file, comment }) => ({
        entry,
        name,
        file: relative(workspace, file),
        examples: examplesOf(comment),
      })),
  );
}

/**
 * Writes each example as a module below a folder, with a project that compiles them all.
 *
 * @returns paths of the modules
 */
export function writeExamples(
  functions: readonly DocumentedFunction[],
  folder: string,
): readonly string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const checks = relative(folder, join(workspace, "tools/doc-example-checks.ts"));
  const project = {
    extends: relative(folder, join(workspace, "tsconfig.base.json")),
    compilerOptions: {
      noEmit: true,
      composite: false,
      declaration: false,
      declarationMap: false,
      rewriteRelativeImportExtensions: false,
      allowImportingTsExtensions: true,
    },
    // Sources of the packages are compiled with the examples: so are their ambient declarations.
    include: ["*.ts", join(relative(folder, workspace), "packages/*/src/**/*.d.ts")],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(project));
  return functions.flatMap(({ entry, name, examples }) =>
    examples.map((code, index) => {
      const module = `${entry.path.slice(1).replaceAll("/", "-")}.${name}.${index}.ts`;
      writeFileSync(join(folder, module), exampleModule(code, entry, checks));
      return join(folder, module);
    }),
  );
}

/** What the compiler says of a project, one error a line. */
export async function compileProject(folder: string): Promise<readonly string[]> {
  const compiler = join(workspace, "node_modules/typescript/bin/tsc");
  const { stdout, stderr } = await runProgram(
    process.execPath,
    [compiler, "--project", folder, "--pretty", "false"],
    { folder },
  );
  return (stdout + stderr).split("\n").filter((line) => line !== "");
}

/** Runs the modules in one program; what failed, by the path of its module. */
export async function runExamples(
  modules: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const runner = join(workspace, "tools/run-doc-examples.ts");
  const { status, stdout, stderr } = await runProgram(process.execPath, [
    "--conditions=@imagewright/source",
    runner,
    ...modules,
  ]);
  if (status !== 0) {
    throw new Error(`the examples did not run to their end: ${stderr}`);
  }
  return JSON.parse(stdout) as Readonly<Record<string, string>>;
}
