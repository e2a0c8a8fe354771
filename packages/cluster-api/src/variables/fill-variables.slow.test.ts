import fc from "fast-check";
import { expect, test } from "vitest";

import { fillVariables } from "./fill-variables.ts";
import { templateVariables } from "./template-variables.ts";

const runs = { numRuns: 10_000 };
const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,12}$/u);
const plain = fc.string({ maxLength: 20 }).map((text) => text.replaceAll("$", ""));

test("text without a dollar stays as it is", () => {
  fc.assert(
    fc.property(plain, (text) => {
      expect(fillVariables(text, {})).toEqual({ ok: true, value: text, diagnostics: [] });
    }),
    runs,
  );
});

test("escaped text comes back as it was", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), (text) => {
      const escaped = text.replaceAll("$", "$$$$");
      const filled = fillVariables(escaped, {});
      expect(filled.ok && filled.value).toBe(text);
    }),
    runs,
  );
});

test("every variable is listed, and filled with its value or its default", () => {
  const part = fc.record({
    text: plain,
    name,
    fallback: fc.option(plain.map((text) => text.replaceAll("}", ""))),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(part, { selector: (entry) => entry.name, maxLength: 6 }),
      fc.dictionary(
        name,
        plain.filter((text) => text !== ""),
      ),
      (parts, values) => {
        const text = parts
          .map((entry) =>
            entry.fallback === null
              ? `${entry.text}\${${entry.name}}`
              : `${entry.text}\${${entry.name}:=${entry.fallback}}`,
          )
          .join("");
        const known = Object.fromEntries(Object.entries(values));
        const missing = parts.filter(
          (entry) => !Object.hasOwn(known, entry.name) && (entry.fallback ?? "") === "",
        );
        const filled = fillVariables(text, known);
        expect(filled.ok).toBe(missing.length === 0);
        const expected = parts
          .map((entry) => `${entry.text}${known[entry.name] ?? entry.fallback ?? ""}`)
          .join("");
        expect(filled.ok ? filled.value : expected).toBe(expected);
        const listed = templateVariables(text);
        expect(listed.ok && listed.value.map((found) => found.name)).toEqual(
          parts.map((entry) => entry.name),
        );
      },
    ),
    runs,
  );
});

test("a text of any kind is filled or refused, never thrown at", () => {
  const fragment = fc.constantFrom(
    "${",
    "}",
    "$",
    "A",
    ":",
    "=",
    "/",
    "#",
    "%",
    "\\",
    "-",
    " ",
    "^",
  );
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 20 }), (parts) => {
      const filled = fillVariables(parts.join(""), { A: "abc" });
      expect(filled.ok || filled.diagnostics.length > 0).toBe(true);
    }),
    runs,
  );
});
