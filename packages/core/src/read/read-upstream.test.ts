import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { defaultReadLimits } from "./read-limits.ts";
import { readText } from "./read-text.ts";

/** What upstream publishes and we refuse, with the codes that say why. */
const refused: Readonly<Record<string, readonly string[]>> = {
  // CloudFormation short forms such as `!Ref` are tags.
  "examples/eks-ami/amazon-eks-nodegroup.yaml": ["READ_TAG"],
  "examples/karpenter/getting-started-cloudformation.yaml": ["READ_TAG"],
  // `expirationDate: 2025-11-30T01:02:03Z` is a text for kubectl and a date for PyYAML.
  "examples/capi-capa/gardener-cloudprofile.yaml": ["READ_AMBIGUOUS_SCALAR"],
};

test.for(["examples", "crds"])("every YAML and JSON file of %s is read", (folder, context) => {
  const root = join(requireUpstream(context, folder), "..");
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name}`)
    .filter((name) => /\.(?:ya?ml|json)$/u.test(name));
  const found = files.flatMap((file) => {
    const { diagnostics } = readText(readFileSync(join(root, file)), { file });
    const codes = [...new Set(diagnostics.map(({ code }) => code))];
    return codes.length === 0 ? [] : [[file, codes]];
  });
  const expected = Object.entries(refused).filter(([file]) => files.includes(file));
  expect(files.length).toBeGreaterThan(0);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
});

test("upstream's files have so few lexemes that a text of 10 MB like them is read", (context) => {
  const root = requireUpstream(context, "examples");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((name) => /\.ya?ml$/u.test(name))
    .map((name) => readFileSync(join(root, name), "utf8"));
  // The tab makes it a text for the full parser.
  const text = `a:\tb\n---\n${texts.join("\n---\n")}`;
  const { bytes, lexemes } = defaultReadLimits;
  const limits = { lexemes: Math.floor((lexemes * text.length) / bytes) };
  const { diagnostics } = readText(text, { file: "all.yaml", limits });
  const codes = diagnostics.map(({ code }) => code);
  expect(codes).not.toContain("READ_TOO_MANY_LEXEMES");
});
