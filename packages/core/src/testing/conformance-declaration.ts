import type { LoadedPlugin } from "../plugin/load-plugin.ts";
import type { ConformanceFailure } from "./conformance-sample.ts";
import { strangeObjects } from "./plain-data.ts";

/** Every diagnostic code is stable in form, unique, and says cause and remedy. */
export function checkCodes(plugin: LoadedPlugin): readonly ConformanceFailure[] {
  const seen = new Set<string>();
  return plugin.diagnostics.flatMap(({ rules }) =>
    Object.entries(rules).flatMap(([code, { cause, remedy }]) => {
      const faults = [
        /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/u.test(code)
          ? undefined
          : "is not in capitals and underscores",
        seen.has(code) ? "stands there twice" : undefined,
        cause.endsWith(".") && remedy.endsWith(".")
          ? undefined
          : "lacks a whole sentence as cause or remedy",
      ].filter((fault) => fault !== undefined);
      seen.add(code);
      return faults.map((fault) => ({
        law: "codes are documented",
        sample: "",
        detail: `${code} ${fault}`,
      }));
    }),
  );
}

/** Objects of other kinds hold no reference of this plugin; an empty build output is a finding. */
export function checkStrangers(plugin: LoadedPlugin): readonly ConformanceFailure[] {
  const law = "strange input is not taken for its own";
  const taken = strangeObjects.filter((object) => {
    const read = plugin.readManifest(object);
    return !read.ok || read.value.length > 0;
  });
  const output = plugin.parseBuildOutput({ log: "nothing was built\n" });
  return [
    ...taken.map((object) => ({
      law,
      sample: "",
      detail: `readManifest ${JSON.stringify(object)}`,
    })),
    ...(output.ok && output.value.length > 0
      ? [{ law, sample: "", detail: "parseBuildOutput" }]
      : []),
  ];
}
