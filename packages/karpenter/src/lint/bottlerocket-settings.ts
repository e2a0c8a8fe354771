import { type Diagnostic, nearestName, showValue } from "@imagewright/core";

import table from "../data/bottlerocket-keys.json" with { type: "json" };
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";

type ValueType = keyof typeof table.kubernetes;

const types = new Map<string, ValueType>(
  (["text", "number", "truth", "list", "table"] as const).flatMap((type) =>
    table.kubernetes[type].map((key) => [key, type] as const),
  ),
);

const forms: Readonly<Record<ValueType, RegExp>> = {
  text: /^["']/u,
  number: /^[+-]?\d[\d_]*$/u,
  truth: /^(?:true|false)$/u,
  list: /^\[/u,
  table: /^\{/u,
};

const words: Readonly<Record<ValueType, string>> = {
  text: "text in quotes",
  number: "a whole number",
  truth: "true or false",
  list: "a list",
  table: "a table",
};

/**
 * Settings of Kubernetes that Karpenter drops, or cannot read: then no node is launched at all.
 * Looks at the lines of the text; what spans several of them is left alone.
 */
export function checkBottlerocketSettings(text: string, pointer: string): readonly Diagnostic[] {
  return settingsOf(text).flatMap(({ path, value }) => {
    const [root, subject, key, ...below] = path;
    if (root !== "settings") {
      const message = `Karpenter drops ${path.join(".")}: it stands outside of settings`;
      return [karpenterDiagnostics.report("KARPENTER_SETTING_DROPPED", { message, pointer })];
    }
    return subject === "kubernetes" && key !== undefined && below.length === 0
      ? checkKubernetes(key, value, pointer)
      : [];
  });
}

function checkKubernetes(key: string, value: string, pointer: string): readonly Diagnostic[] {
  const type = types.get(key);
  if (type === undefined) {
    const nearest = nearestName(key, [...types.keys()]);
    return [
      karpenterDiagnostics.report("KARPENTER_SETTING_DROPPED", {
        message: `Karpenter drops settings.kubernetes.${key}, which it does not know`,
        pointer,
        hint: nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`,
      }),
    ];
  }
  return forms[type].test(value)
    ? []
    : [
        karpenterDiagnostics.report("KARPENTER_SETTING_TYPE", {
          message: `settings.kubernetes.${key} is of a type that Karpenter cannot read`,
          pointer,
          found: showValue(value),
          expected: words[type],
        }),
      ];
}

interface Setting {
  readonly path: readonly string[];
  readonly value: string;
}

/** The keys that are set on a line of their own. */
function settingsOf(text: string): readonly Setting[] {
  const found: Setting[] = [];
  let prefix: readonly string[] = [];
  let open: string | undefined;
  for (const line of text.split("\n")) {
    if (open !== undefined) {
      open = line.includes(open) ? undefined : open;
      continue;
    }
    const header = /^\s*\[\[?(?<path>[^\]]+)\]\]?\s*(?:#.*)?$/u.exec(line)?.groups?.["path"];
    if (header !== undefined) {
      prefix = keysOf(header);
      continue;
    }
    const set = /^\s*(?<key>(?:"[^"]*"|'[^']*'|[\w.-])+)\s*=\s*(?<value>.*)$/u.exec(line)?.groups;
    if (set !== undefined) {
      const value = (set["value"] ?? "").replace(/\s+#.*$/u, "").trim();
      found.push({ path: [...prefix, ...keysOf(set["key"] ?? "")], value });
      open = openEnd(value);
    }
  }
  return found;
}

/** What ends a value that goes on in the next line. */
function openEnd(value: string): string | undefined {
  const quote = /^(?:"""|''')/u.exec(value)?.[0];
  if (quote !== undefined) {
    return value.indexOf(quote, 3) === -1 ? quote : undefined;
  }
  return value.startsWith("[") && !value.includes("]") ? "]" : undefined;
}

function keysOf(path: string): readonly string[] {
  return [...path.matchAll(/"(?<quoted>[^"]*)"|'(?<literal>[^']*)'|(?<bare>[\w-]+)/gu)].map(
    ({ groups }) => groups?.["quoted"] ?? groups?.["literal"] ?? groups?.["bare"] ?? "",
  );
}
