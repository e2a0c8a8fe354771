/**
 * Bundles the entry points of one package into `dist/`, beside the declarations that `tsc` wrote:
 * one file an entry and shared chunks, so that importing a package opens few files.
 *
 *     node ../../tools/bundle.ts
 *
 * Run from a package folder. What is installed beside the package stays an import.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { rolldown } from "rolldown";

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly bin?: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const outputs = [
  ...Object.values(manifest.exports).map((target) =>
    typeof target === "string" ? undefined : target["default"],
  ),
  ...Object.values(manifest.bin ?? {}),
].filter((path) => path?.endsWith(".js") === true);

const input = Object.fromEntries(
  outputs.map((path) => {
    const name = String(path).replace("./dist/", "").replace(/\.js$/u, "");
    return [name, join("src", `${name}.ts`)];
  }),
);

const bundle = await rolldown({
  input,
  external: /^(?:node:|[a-z@])/u,
  platform: "neutral",
  onLog(level, log) {
    throw new Error(`${level}: ${log.message}`);
  },
});
await bundle.write({
  dir: "dist",
  format: "esm",
  sourcemap: true,
  entryFileNames: "[name].js",
  chunkFileNames: "chunks/[name]-[hash].js",
});
await bundle.close();

// Schemas are published as they are, too.
const schemas = join("src", "schemas");
for (const file of existsSync(schemas) ? readdirSync(schemas) : []) {
  if (file.endsWith(".json")) {
    mkdirSync(join("dist", "schemas"), { recursive: true });
    copyFileSync(join(schemas, file), join("dist", "schemas", file));
  }
}
