import { expect, test } from "vitest";

import { fillVariables } from "./fill-variables.ts";
import { templateVariables } from "./template-variables.ts";

const values = {
  name: "prod",
  path: "/home/bozo/ideas/thoughts.for.today",
  file: "bash.string.txt",
  mixed: "abcABC123ABCabc",
  upper: "ABCDEF",
  slash: "foo/bar/baz",
  umlaut: "äöü",
  empty: "",
};

test.for<readonly [string, string]>([
  ["plain text", "plain text"],
  ["${name}", "prod"],
  ["${ name }-${\tname}-${name }", "prod-prod-prod"],
  ["$name and $$ and 5$", "$name and $ and 5$"],
  ["$${name}", "${name}"],
  ["$${ name }", "${name}"],
  ["a ${name}$${var$${name}$name${name}", "a prod${var${name}$nameprod"],
  ["$${x=${name}}", "${x=prod}"],
  ["${none=xyz}", "xyz"],
  ["${none:=xyz}", "xyz"],
  ["${none:-xyz}", "xyz"],
  ["${empty:-xyz}", "xyz"],
  ['${none:="xyz"}', '"xyz"'],
  ["${none:=pre${name}-post}", "preprod-post"],
  ["${none:-${other:-deep}}", "deep"],
  ["${none:=$${name}}", "$prod"],
  ["${none=${upper,,}}", "abcdef"],
  ["${#mixed} ${#umlaut}", "15 6"],
  ["${mixed^} ${mixed^^}", "AbcABC123ABCabc ABCABC123ABCABC"],
  ["${upper,} ${upper,,}", "aBCDEF abcdef"],
  ["${path:11}", "ideas/thoughts.for.today"],
  ["${path:11:5}", "ideas"],
  ["${path:99}|${path:30:99}", "|today"],
  ["${path: 1}", "/home/bozo/ideas/thoughts.for.today"],
  ["${umlaut:2:2}", "ö"],
  ["${file#*.}|${file##*.}", "string.txt|txt"],
  ["${file%.*}|${file%%.*}", "bash.string|bash"],
  ["${file#zip}|${file#????.}", "bash.string.txt|string.txt"],
  ["${mixed/abc/xyz}|${mixed//abc/xyz}", "xyzABC123ABCabc|xyzABC123ABCxyz"],
  ["${mixed/#abc/XYZ}|${mixed/%abc/XYZ}", "XYZABC123ABCabc|abcABC123ABCXYZ"],
  ["${slash/\\//-}|${slash//\\//-}", "foo-bar/baz|foo-bar-baz"],
  ["${file/./}|${file//./}", "bashstring.txt|bashstringtxt"],
  ["\\\\x ${none=${name}}", "\\\\x prod"],
])("%s becomes %s", ([text, filled]) => {
  expect(fillVariables(text, values)).toEqual({ ok: true, value: filled, diagnostics: [] });
});

test.for<readonly [string, string, string]>([
  ["${", "CAPI_VARIABLE_SYNTAX", "line 1, column 1: the substitution names no variable"],
  ["a\nb ${name", "CAPI_VARIABLE_SYNTAX", "line 2, column 3: the substitution of name"],
  ["${name-x}", "CAPI_VARIABLE_SYNTAX", "line 1, column 1: the substitution of name"],
  ["${a.b}", "CAPI_VARIABLE_SYNTAX", "line 1, column 1: the substitution of a"],
  ["${none:=x", "CAPI_VARIABLE_SYNTAX", "line 1, column 1: the substitution of none"],
  ["${name:}", "CAPI_VARIABLE_SYNTAX", "a parameter of the substitution is missing"],
  ["${name/x}", "CAPI_VARIABLE_SYNTAX", "the replacement has no second slash"],
  ["${name:?x}", "CAPI_VARIABLE_FUNCTION", "the function :? is refused"],
  ["${name:+x}", "CAPI_VARIABLE_FUNCTION", "the function :+ is refused"],
  ["${name,^}", "CAPI_VARIABLE_FUNCTION", "the function ,^ is refused"],
  ["${file#[a-z]*}", "CAPI_VARIABLE_FUNCTION", "the pattern has a character class"],
  ["${umlaut:1}", "CAPI_VARIABLE_FUNCTION", "in the middle of a character"],
])("%s is refused with %s", ([text, code, message]) => {
  const { ok, diagnostics } = fillVariables(text, values);
  expect(ok).toBe(false);
  expect(diagnostics.map((found) => found.code)).toEqual([code]);
  expect(diagnostics[0]?.message ?? "").toContain(message);
});

test("all variables that are missing are reported together", () => {
  const { diagnostics } = fillVariables("${A} ${B:=b} ${C} ${A} ${D:-}", {});
  expect(diagnostics.map(({ message }) => message)).toEqual([
    "variable A has no value",
    "variable C has no value",
    "variable D has no value",
  ]);
});

test("the first occurrence decides whether a name is demanded; what becomes empty is told", () => {
  const filled = fillVariables("${A:=a} ${A} ${B:=${C}}", {});
  expect(filled.ok && filled.value).toBe("a  ");
  expect(filled.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    "CAPI_VARIABLE_EMPTY variable A has no value and becomes an empty text",
    "CAPI_VARIABLE_EMPTY variable C has no value and becomes an empty text",
    "CAPI_VARIABLE_EMPTY variable B has no value and becomes an empty text",
  ]);
});

test("missing variables can be kept as they stand", () => {
  const text = "a: ${A}\nb: ${B:=1}\nc: ${#A} ${A^^}\n";
  const filled = fillVariables(text, {}, { missing: "keep" });
  expect(filled.ok && filled.value).toBe("a: ${A}\nb: 1\nc: ${#A} ${A^^}\n");
  expect(filled.diagnostics.map(({ code }) => code)).toEqual(["CAPI_VARIABLE_UNKNOWN"]);
});

test("inherited names are no values", () => {
  expect(fillVariables("${constructor}", {}).ok).toBe(false);
});

test("a nest deeper than the limit is refused", () => {
  const nested = `${"${a:-".repeat(200)}x${"}".repeat(200)}`;
  expect(fillVariables(nested, {}).diagnostics.map(({ code }) => code)).toEqual([
    "CAPI_VARIABLE_SYNTAX",
  ]);
});

test("a text that grows past the limit is refused", () => {
  const { ok, diagnostics } = fillVariables("${a}".repeat(100), { a: "x".repeat(1_000_000) });
  expect([ok, diagnostics.map(({ code }) => code)]).toEqual([false, ["CAPI_VARIABLE_LIMIT"]]);
});

test("defaults are listed as they are written", () => {
  const found = templateVariables("${A} ${B:=x${C}} ${A:=late} ${D:-} ${E/x/y}");
  expect(found.ok && found.value).toEqual([
    { name: "A", isRequired: true },
    { name: "B", default: "x${C}", isRequired: false },
    { name: "D", isRequired: true },
    { name: "E", default: "xy", isRequired: false },
  ]);
});
