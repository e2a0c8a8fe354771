import TJS from "typescript-json-schema";

const settings: TJS.PartialArgs = {
  required: true,
  noExtraProps: true,
  strictNullChecks: true,
  // The compiler proper judges these files; this older one only reads the types it is asked for.
  ignoreErrors: true,
};

/**
 * Reads types of the given files as JSON Schemas.
 *
 * @param files - absolute paths of modules that only declare and import types
 */
export function createSchemaSource(files: readonly string[]): (type: string) => object {
  const program = TJS.getProgramFromFiles([...new Set(files)], {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: "es2024",
    module: "esnext",
    moduleResolution: "bundler",
    customConditions: ["@imagewright/source"],
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  });
  const generator = TJS.buildGenerator(program, settings);
  if (generator === null) {
    throw new Error("the types do not compile; nothing was written");
  }
  return (type) => generator.getSchemaForSymbol(type);
}
