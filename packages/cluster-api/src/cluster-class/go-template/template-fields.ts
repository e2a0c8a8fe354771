import type { Evaluation } from "../evaluation.ts";
import { parseTemplate } from "./parse-template.ts";
import type { Operand, Pipeline, TemplatePart } from "./template-syntax.ts";

/** The paths of all fields a template reads, whether or not its conditions lead there. */
export function templateFields(source: string): Evaluation<readonly (readonly string[])[]> {
  const parsed = parseTemplate(source);
  return parsed.outcome === "value"
    ? { outcome: "value", value: parsed.value.flatMap(fieldsOfPart) }
    : parsed;
}

function fieldsOfPart(part: TemplatePart): readonly (readonly string[])[] {
  if (part.type === "text") {
    return [];
  }
  return part.type === "print"
    ? fieldsOfPipeline(part.pipeline)
    : [
        ...fieldsOfPipeline(part.condition),
        ...part.body.flatMap(fieldsOfPart),
        ...part.otherwise.flatMap(fieldsOfPart),
      ];
}

function fieldsOfPipeline(pipeline: Pipeline): readonly (readonly string[])[] {
  return pipeline.flat().flatMap(fieldsOfOperand);
}

function fieldsOfOperand(operand: Operand): readonly (readonly string[])[] {
  if (operand.type === "field") {
    return operand.path.length === 0 ? [] : [operand.path];
  }
  return operand.type === "pipeline" ? fieldsOfPipeline(operand.pipeline) : [];
}
