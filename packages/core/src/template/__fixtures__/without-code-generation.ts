import { parseTemplate, renderTemplate } from "../index.ts";
import { exampleModel, type ExampleModel, exampleSchema } from "./example-model.ts";

const template = { name: "t", dialect: "shell", schema: exampleSchema } as const;
const good = parseTemplate<ExampleModel>({ ...template, source: "echo {{name}}\n" });
const bad = parseTemplate<ExampleModel>({ ...template, source: "echo {{nam}}\n" });
process.stdout.write(good.ok ? renderTemplate(good.value, exampleModel) : "");
process.stdout.write(`refused: ${bad.diagnostics[0]?.code}\n`);
