import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nearestName,
  showValue,
} from "@imagewright/core";
import { readToml } from "@imagewright/core/read";

import table from "../data/bottlerocket-keys.json" with { type: "json" };
import { mapAt } from "../json-parts.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";

interface ValueForm {
  readonly words: string;
  readonly fits: (value: JsonValue) => boolean;
}

const isText = (value: JsonValue): boolean => typeof value === "string";

const isTexts = (value: JsonValue): boolean => Array.isArray(value) && value.every(isText);

/** How Go's types take a value, by the names of the table. */
const forms: ReadonlyMap<string, ValueForm> = new Map<string, ValueForm>([
  ["text", { words: "text in quotes", fits: isText }],
  ["number", { words: "a whole number", fits: (value) => Number.isInteger(value) }],
  ["truth", { words: "true or false", fits: (value) => typeof value === "boolean" }],
  ["list", { words: "a list of texts", fits: isTexts }],
  ["map", { words: "a table of texts", fits: (value) => isTableOf(value, isText) }],
  ["texts", { words: "a table of lists of texts", fits: (value) => isTableOf(value, isTexts) }],
  ["table", { words: "a table", fits: isJsonObject }],
]);

/** Keys that Karpenter knows, in the order it writes them, and the form of their values. */
export const kubernetesKeys: ReadonlyMap<string, ValueForm | undefined> = new Map(
  table.kubernetes.map(({ key, type }) => [key, forms.get(type)]),
);

function isTableOf(value: JsonValue, fits: (value: JsonValue) => boolean): boolean {
  return isJsonObject(value) && Object.values(value).every((item) => fits(item));
}

/** Settings of Bottlerocket as Karpenter reads them. */
export interface BottlerocketDocument {
  /** `settings.kubernetes`, the keys that Karpenter knows. */
  readonly kubernetes: JsonObject;
  /** `settings.bootstrap-commands`, by name. */
  readonly commands: JsonObject;
  /** Every other part of the settings. */
  readonly others: JsonObject;
}

/**
 * Reads the user data of Bottlerocket as Karpenter does. It drops what it does not know, and a
 * value of another type than its own makes all of it invalid: then no node is launched.
 *
 * @param pointer - where the text stands
 */
export function readBottlerocket(
  text: string,
  pointer: string,
): { readonly document: BottlerocketDocument; readonly diagnostics: readonly Diagnostic[] } {
  const read = readToml(text, { file: "user-data.toml" });
  if (!read.ok) {
    const diagnostics = read.diagnostics.map(({ message, source }) =>
      karpenterDiagnostics.report("KARPENTER_USERDATA_TOML", {
        message: source === undefined ? message : `${message}, in line ${source.line}`,
        pointer,
      }),
    );
    return { document: { kubernetes: {}, commands: {}, others: {} }, diagnostics };
  }
  const settings = mapAt(read.value, "/settings");
  const { kubernetes, "bootstrap-commands": commands, ...others } = { ...settings };
  const known = Object.entries(mapAt(settings, "/kubernetes"));
  const outside = Object.keys(read.value).filter((key) => key !== "settings");
  const tables = [
    ["settings", read.value["settings"]],
    ["settings.kubernetes", kubernetes],
    ["settings.bootstrap-commands", commands],
  ] as const;
  return {
    document: {
      kubernetes: Object.fromEntries(known.filter(([key]) => kubernetesKeys.has(key))),
      commands: mapAt(settings, "/bootstrap-commands"),
      others,
    },
    diagnostics: [
      ...tables.flatMap(([name, value]) =>
        value === undefined || isJsonObject(value)
          ? []
          : [wrongType(name, value, "a table", pointer)],
      ),
      ...outside.map((key) =>
        dropped(`Karpenter drops ${key}: it stands outside of settings`, pointer),
      ),
      ...known.flatMap(([key, value]) => checkSetting(key, value, pointer)),
      ...Object.entries(mapAt(settings, "/bootstrap-commands")).flatMap(([name, command]) =>
        checkCommand(`settings.bootstrap-commands.${name}`, command, pointer),
      ),
    ],
  };
}

function checkSetting(key: string, value: JsonValue, pointer: string): readonly Diagnostic[] {
  const form = kubernetesKeys.get(key);
  if (form === undefined) {
    const nearest = nearestName(key.slice(0, 64), [...kubernetesKeys.keys()]);
    const hint = nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`;
    const message = `Karpenter drops settings.kubernetes.${key}, which it does not know`;
    return [dropped(message, pointer, hint)];
  }
  return form.fits(value)
    ? []
    : [wrongType(`settings.kubernetes.${key}`, value, form.words, pointer)];
}

const commandFields: ReadonlyMap<string, ValueForm> = new Map<string, ValueForm>([
  [
    "commands",
    {
      words: "a list of lists of texts",
      fits: (value) => Array.isArray(value) && value.every(isTexts),
    },
  ],
  ["mode", { words: "text in quotes", fits: isText }],
  ["essential", { words: "true or false", fits: (value) => typeof value === "boolean" }],
]);

function checkCommand(name: string, command: JsonValue, pointer: string): readonly Diagnostic[] {
  if (!isJsonObject(command)) {
    return [wrongType(name, command, "a table", pointer)];
  }
  return Object.entries(command).flatMap(([key, value]) => {
    const form = commandFields.get(key);
    if (form === undefined) {
      return [dropped(`Karpenter drops ${name}.${key}, which it does not know`, pointer)];
    }
    return form.fits(value) ? [] : [wrongType(`${name}.${key}`, value, form.words, pointer)];
  });
}

function dropped(message: string, pointer: string, hint?: string): Diagnostic {
  return karpenterDiagnostics.report("KARPENTER_SETTING_DROPPED", { message, pointer, hint });
}

function wrongType(name: string, value: JsonValue, expected: string, pointer: string): Diagnostic {
  return karpenterDiagnostics.report("KARPENTER_SETTING_TYPE", {
    message: `${name} is of a type that Karpenter cannot read`,
    pointer,
    found: showValue(value),
    expected,
  });
}
