import type { ValidationRule } from "../schema/validation-rule.ts";

/** Longest message that an expression may word, in bytes upstream and in characters here. */
const longestMessage = 5120;

const longestRule = 120;

/** A rule on one line, shortened. */
export function shortRule(rule: string): string {
  const line = rule.trim().replace(/\s+/gu, " ");
  return line.length > longestRule ? `\`${line.slice(0, longestRule)}…\`` : `\`${line}\``;
}

/** What stands for the rule in messages: its own message, or its text. */
export function ruleName({ rule, message }: ValidationRule): string {
  return (message || rule).trim();
}

/** The message of a rule that has no better one. */
export function defaultMessage(rule: ValidationRule): string {
  return rule.message ? rule.message.trim() : `failed rule: ${ruleName(rule)}`;
}

/** A message an expression worded, if it is one line that is not too long; undefined otherwise. */
export function usableMessage(text: unknown): string | undefined {
  const message = typeof text === "string" ? text.trim() : "";
  const isUsable = message !== "" && message.length <= longestMessage && !message.includes("\n");
  return isUsable ? message : undefined;
}

/** What goes before a message for each reason; an invalid value needs no word. */
const reasons: ReadonlyMap<string, string> = new Map([
  ["FieldValueForbidden", "forbidden: "],
  ["FieldValueRequired", "required value: "],
  ["FieldValueDuplicate", "duplicate value: "],
]);

/** A message with the reason before it. */
export function withReason(message: string, { reason }: ValidationRule): string {
  return `${reasons.get(reason ?? "") ?? ""}${message}`;
}

/**
 * The names of a path such as `.spec.size` or `.labels['a.b']`, counted from where the rule stands.
 *
 * @returns none where the path is none
 */
export function fieldPathNames(fieldPath: string | undefined): readonly string[] {
  const step = /\.(?<name>[^.[\]']+)|\['(?<quoted>(?:[^'\\]|\\.)*)'\]/uy;
  const names: string[] = [];
  const path = fieldPath ?? "";
  while (step.lastIndex < path.length) {
    const groups = step.exec(path)?.groups;
    if (groups === undefined) {
      return [];
    }
    names.push(groups["name"] ?? (groups["quoted"] ?? "").replace(/\\(.)/gu, "$1"));
  }
  return names;
}
