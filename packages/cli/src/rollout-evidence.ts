import {
  type CloudAnswer,
  type Diagnostic,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectKind,
  ownValue,
  type SourceDocument,
} from "@imagewright/core";
import { readText } from "@imagewright/core/read";

import { cliDiagnostics } from "./cli-diagnostics.ts";
import type { CliIo } from "./io.ts";
import { readSource } from "./read-source.ts";

/** What a cloud answered, and what is wrong with the files that say so. */
export interface ReadAnswers {
  readonly answers: readonly CloudAnswer[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `eks:DescribeNodegroup=answer.json`: the answer as the command printed it. */
const named = /^(?<call>[a-z0-9-]+:[A-Za-z]+)=(?<path>.+)$/u;

/** Reads answers of clouds: of one call each, or a file of several that say their calls. */
export async function readAnswers(io: CliIo, values: readonly string[]): Promise<ReadAnswers> {
  const answers: CloudAnswer[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const value of values) {
    const { call, path = value } = named.exec(value)?.groups ?? {};
    const source = await readSource(io, path);
    const read = source.ok ? readText(source.value.bytes, { file: source.value.file }) : source;
    diagnostics.push(...read.diagnostics);
    for (const document of read.ok ? read.value : []) {
      if (call === undefined) {
        const parts = isJsonList(document.value) ? document.value : [document.value];
        answers.push(...parts.flatMap(answerOf));
        diagnostics.push(...checkAnswers(document, parts));
      } else {
        answers.push({ call, answer: document.value });
      }
    }
  }
  return { answers, diagnostics };
}

function answerOf(value: JsonValue): readonly CloudAnswer[] {
  const call = isJsonObject(value) ? ownValue(value, "call") : undefined;
  const answer = isJsonObject(value) ? ownValue(value, "answer") : undefined;
  return typeof call === "string" && answer !== undefined ? [{ call, answer }] : [];
}

function checkAnswers(
  document: SourceDocument,
  parts: readonly JsonValue[],
): readonly Diagnostic[] {
  return parts.flatMap((part, index) => {
    const pointer = parts[0] === document.value ? "" : `/${index}`;
    const message = "an answer of a cloud says its call and its answer";
    const source = document.locate(pointer);
    return answerOf(part).length > 0
      ? []
      : [cliDiagnostics.report("CLI_CLOUD_FORM", { message, pointer, source })];
  });
}

/** Kinds of object that live in the cluster whose machines they are. */
const workloadKinds: ReadonlySet<string> = new Set(["/Node", "karpenter.sh/NodeClaim"]);

/** Whether an object is a Node, or what Karpenter keeps of one. */
export function isNodeObject(object: JsonObject): boolean {
  const kind = objectKind(object);
  return kind !== undefined && workloadKinds.has(`${kind.group}/${kind.kind}`);
}
