/**
 * Writes or compares the public API reports of one package, one for each entry of its `exports`.
 *
 *     node ../../tools/api-report.ts [--local]
 *
 * Run from a package folder, after the build. `--local` writes; without it a difference fails.
 */
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import {
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type IConfigFile,
} from "@microsoft/api-extractor";

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types?: string }>>;
}

const local = process.argv.includes("--local");
const folder = process.cwd();
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const isNodeEntry = (path: string): boolean => path === "./node" || basename(folder) === "cli";
const base = ExtractorConfig.loadFile(resolve(import.meta.dirname, "../api-extractor.base.json"));
const { compilerOptions: options } = overrideTsconfig(base);

for (const [path, target] of Object.entries(manifest.exports)) {
  const types = typeof target === "string" ? undefined : target.types;
  if (types === undefined) {
    continue;
  }
  const name = [basename(folder), ...path.split("/").slice(1)].join("-");
  const config = ExtractorConfig.prepare({
    configObject: {
      ...base,
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, types),
      compiler: {
        overrideTsconfig: {
          compilerOptions: { ...options, ...(isNodeEntry(path) && { types: ["node"] }) },
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: name,
        reportFolder: resolve(folder, "../../api"),
        reportTempFolder: join(folder, ".cache"),
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
  });
  const result = Extractor.invoke(config, {
    localBuild: local,
    messageCallback(message) {
      // The bundled compiler greets us on every run.
      message.handled ||=
        message.logLevel === ExtractorLogLevel.Info ||
        message.logLevel === ExtractorLogLevel.Verbose;
    },
  });
  if (!result.succeeded) {
    console.error(
      `${name}: the public API differs from api/${name}.api.md: run \`npm run api\` and read the change`,
    );
    process.exitCode = 1;
  }
}

/** What the shared settings say to the compiler; without it every report would be wrong. */
function overrideTsconfig(config: IConfigFile): { readonly compilerOptions: object } {
  const override: unknown = config.compiler?.overrideTsconfig;
  if (override === undefined) {
    throw new Error("api-extractor.base.json has lost its compiler options");
  }
  return override as { readonly compilerOptions: object };
}
