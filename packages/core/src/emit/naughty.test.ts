import { createRequire } from "node:module";

import { naughtyStrings, refusedStrings } from "@imagewright/testkit";
import { load } from "js-yaml";
import { parse as parseToml } from "smol-toml";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";

import { isImagewrightError } from "../error.ts";
import { sinkPlaces } from "./__fixtures__/sinks.ts";
import {
  emitCloudConfig,
  emitHclVariables,
  emitJson,
  emitMakeLine,
  emitMultipart,
  emitToml,
  emitYaml,
  hclScalar,
  jsonScalar,
  tomlScalar,
  yamlScalar,
} from "./index.ts";

/** A reader of HCL that we did not write: hashicorp/hcl, compiled to JavaScript. */
const hcl: { parseToObject(text: string): unknown[] } = createRequire(import.meta.url)(
  "hcl2-parser",
);

const normalized = naughtyStrings.filter((text) => text.normalize("NFC") === text);

/** Every string as a value, as a key, in a list and inside a map of a list. */
function everywhere(texts: readonly string[]): Record<string, never> {
  const numberedTexts = texts.map((text, index) => [`k${index}`, text]);
  const document: unknown = {
    values: Object.fromEntries(numberedTexts),
    keys: Object.fromEntries(texts.map((text, index) => [text, `v${index}`])),
    list: texts,
    maps: texts.map((text) => ({ [text]: { inner: [text] } })),
  };
  // Plain data by construction; `never` fits the parameter of every emitter.
  return document as Record<string, never>;
}

describe("no naughty string is altered", () => {
  const document = everywhere(naughtyStrings);

  test("there are more than 500 of them", () => {
    expect(naughtyStrings.length).toBeGreaterThan(500);
  });

  test("in YAML, read by yaml and js-yaml", () => {
    const text = emitYaml(document);
    expect(parseYaml(text, { maxAliasCount: 0 })).toEqual(document);
    expect(load(text)).toEqual(document);
  });

  test("in YAML 1.1, read by yaml", () => {
    expect(parseYaml(emitYaml(document), { version: "1.1" })).toEqual(document);
  });

  test("in a cloud-config, whose first line stays what it is", () => {
    const text = emitCloudConfig(document);
    expect(text.startsWith("#cloud-config\n")).toBe(true);
    expect(load(text)).toEqual(document);
  });

  test("in a document that is nothing but the string", () => {
    for (const naughty of naughtyStrings) {
      expect(parseYaml(emitYaml(naughty))).toBe(naughty);
      expect(load(emitYaml(naughty))).toBe(naughty);
    }
  });

  test("in JSON", () => {
    expect(JSON.parse(emitJson(document))).toEqual(document);
  });

  test("in TOML, read by smol-toml", () => {
    expect(parseToml(emitToml(document))).toEqual(document);
  });

  test("in HCL, read by hashicorp/hcl", () => {
    const inHcl = everywhere(normalized);
    expect(hcl.parseToObject(emitHclVariables(inHcl))[0]).toEqual(inHcl);
  });

  test("as a scalar of a template, which stays on its line", () => {
    for (const naughty of naughtyStrings) {
      expect(load(`a: ${yamlScalar(naughty)}\n`)).toEqual({ a: naughty });
      expect(JSON.parse(jsonScalar(naughty))).toBe(naughty);
      expect(parseToml(`a = ${tomlScalar(naughty)}\n`)).toEqual({ a: naughty });
      expect(yamlScalar(naughty) + tomlScalar(naughty)).not.toContain("\n");
    }
    for (const naughty of normalized) {
      expect(hcl.parseToObject(`a = ${hclScalar(naughty)}\n`)[0]).toEqual({ a: naughty });
    }
  });
});

describe("text that HCL would normalize is refused", () => {
  const others = naughtyStrings.filter((text) => text.normalize("NFC") !== text);

  test("as a value and as a key", () => {
    expect(others.length).toBeGreaterThan(0);
    for (const text of others) {
      expect(() => emitHclVariables({ a: text })).toThrow(/NFC/u);
      expect(() => emitHclVariables({ a: { [text]: 1 } })).toThrow(/NFC/u);
    }
  });
});

test("a make line carries a string as it is, or refuses it", () => {
  for (const text of naughtyStrings) {
    const line = outcome(() => emitMakeLine({ goals: ["build"], variables: { v: text } }));
    const isSafe = /^[A-Za-z0-9_./@:+,-]+$/u.test(text);
    expect(line?.replace(" \\\n  ", " ")).toBe(isSafe ? `make build v=${text}\n` : undefined);
  }
});

describe("what no sink may carry is refused with its pointer", () => {
  test.for(sinkPlaces)("$place", ({ write, pointer }) => {
    for (const text of refusedStrings) {
      const error = failure(() => write(text));
      expect(isImagewrightError(error, "VALUE_REFUSED") && error.details.pointer).toBe(pointer);
      expect(JSON.stringify(error)).not.toContain(JSON.stringify(text).slice(1, -1));
    }
  });
});

test.for(sinkPlaces)("$place: a refusal never repeats the value", ({ write }) => {
  for (const naughty of naughtyStrings.filter((text) => text.length > 8)) {
    const error = failure(() => write(`${naughty}\0`));
    expect(isImagewrightError(error) && error.message + String(error.hint)).not.toContain(naughty);
  }
});

test.for(sinkPlaces)("$place: writing twice gives the same bytes", ({ write }) => {
  for (const naughty of naughtyStrings) {
    expect(outcome(() => write(naughty))).toBe(outcome(() => write(naughty)));
  }
});

test("carriage returns are refused in MIME, other strings are carried", () => {
  for (const text of naughtyStrings) {
    const archive = outcome(() => emitMultipart([{ contentType: "text/plain", text }]));
    expect(archive === undefined).toBe(text.includes("\r"));
  }
});

function outcome(write: () => string): string | undefined {
  try {
    return write();
  } catch (error) {
    if (isImagewrightError(error, "VALUE_REFUSED")) {
      return undefined;
    }
    throw error;
  }
}

function failure(write: () => string): unknown {
  try {
    return write();
  } catch (error) {
    return error;
  }
}
