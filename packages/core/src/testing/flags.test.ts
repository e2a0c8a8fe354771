import { expect, test } from "vitest";

const flags = process.env["IMAGEWRIGHT_NODE_FLAGS"] ?? "";

function attempt(action: () => unknown): "allowed" | "refused" {
  try {
    action();
    return "allowed";
  } catch {
    return "refused";
  }
}

test("the process has the flags that the suite was started with, and no others", () => {
  const generation = attempt((): unknown => Reflect.construct(Function, ["return 1"]));
  const prototype = attempt((): unknown => Reflect.get({}, "__proto__"));
  const refusesGeneration = flags.includes("--disallow-code-generation-from-strings");
  const refusesPrototype = flags.includes("--disable-proto=throw");
  expect({ generation, prototype }).toEqual({
    generation: refusesGeneration ? "refused" : "allowed",
    prototype: refusesPrototype ? "refused" : "allowed",
  });
});
