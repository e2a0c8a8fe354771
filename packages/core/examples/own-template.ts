import { formatDiagnostic } from "@imagewright/core";
import { parseOverrideFiles } from "@imagewright/core/template";

// A plugin gives its own with `await builtInTemplates([loadPlugin(aws)])`.
const builtIns = [
  {
    name: "welcome",
    dialect: "shell",
    source: "echo welcome to {{cluster}}\n",
    schema: { type: "object", properties: { cluster: { type: "string" } }, required: ["cluster"] },
  },
] as const;

for (const input of ["echo 'You are on {{cluster}}.'\n", "eval echo {{cluster}} {{clutser}}\n"]) {
  const overrides = parseOverrideFiles(builtIns, [{ file: "welcome.shell.hbs", input }]);
  // `renderTarget(target, { overrides: overrides.value })` renders from it.
  console.log(
    overrides.ok
      ? `replaced: ${[...overrides.value.keys()].join(", ")}`
      : overrides.diagnostics.map(formatDiagnostic).join("\n"),
  );
}
