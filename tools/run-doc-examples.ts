/**
 * Runs modules made from examples, each in an empty folder of its own, and prints what failed as
 * JSON: a map from the module's path to the error.
 *
 *     node --conditions=@imagewright/source tools/run-doc-examples.ts MODULE...
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

interface ExampleModule {
  readonly example: () => Promise<void>;
}

const failures: Record<string, string> = {};
for (const path of process.argv.slice(2)) {
  const folder = mkdtempSync(join(tmpdir(), "imagewright-example-"));
  process.chdir(folder);
  try {
    const module = (await import(pathToFileURL(path).href)) as ExampleModule;
    await module.example();
  } catch (error) {
    failures[path] = error instanceof Error ? error.message : String(error);
  } finally {
    process.chdir(tmpdir());
    rmSync(folder, { recursive: true });
  }
}
process.stdout.write(JSON.stringify(failures));
