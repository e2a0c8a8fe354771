import { createRequire } from "node:module";

import { expectGolden, naughtyStrings } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  examplePlan,
  type ExamplePlan,
  kubeadmExample,
  objectsOfExample,
  topologyExample,
} from "./__fixtures__/example-plan.ts";
import { renderClusterRunbook } from "./cluster-runbook.ts";
import { codeBlock } from "./markdown-code.ts";
import { renderRunbook } from "./runbook.ts";

test("golden files: the runbook of a plan", async () => {
  const files = [renderRunbook(examplePlan(), { objectsOf: objectsOfExample })];
  await expectGolden(new URL("__golden__/runbook/", import.meta.url), files);
});

test("without objects, what is created is named as a file", () => {
  const { plan } = kubeadmExample();
  expect(renderClusterRunbook(plan).text).toContain(
    "kubectl create --filename=shop/orders/stage-1/aws-machine-template-orders-control-plane-new.yaml\n",
  );
});

test("of many clusters the runbook is an overview, and says where the others are", () => {
  const { text } = renderRunbook(examplePlan(), { maxClusters: 4 });
  expect(text).toContain("## Runbooks of the clusters\n\n- shop/orders: shop/orders/runbook.md\n");
  expect(text).not.toContain("kubectl");
});

interface Token {
  readonly type: string;
  readonly content: string;
  readonly children: readonly Token[] | null;
}

/** Another reader of Markdown: the one that the documentation is made with. */
function markdownReader(): (text: string) => readonly Token[] {
  const docs = createRequire(new URL("../../../../../docs/package.json", import.meta.url));
  const MarkdownIt = createRequire(docs.resolve("typedoc"))("markdown-it") as new (
    options: object,
  ) => {
    parse(text: string, environment: object): readonly Token[];
  };
  const reader = new MarkdownIt({ html: true, linkify: false });
  return (text) => reader.parse(text, {});
}

/** What the text is made of, whatever it says. */
function structure(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(({ type, children }) =>
    children === null ? [type] : [type, ...inlineTypes(children)],
  );
}

/** Text in a row is one text, however many signs were escaped in it. */
function inlineTypes(tokens: readonly Token[]): readonly string[] {
  const types = tokens.map(({ type }) =>
    type === "text_special" || type === "softbreak" ? "text" : type,
  );
  return types.filter((type, index) => type !== "text" || types[index - 1] !== "text");
}

function textsOf(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(({ type, content, children }) =>
    children === null
      ? type === "fence"
        ? [content]
        : []
      : [children.map((child) => child.content).join("")],
  );
}

function runbookOf(example: ExamplePlan): string {
  const plan = { ...examplePlan([example]), waves: [] };
  return renderRunbook(plan, {
    objectsOf: ({ cluster }) =>
      cluster.name === "blocked" ? topologyExample().objects : example.objects,
  }).text;
}

test("any name is shown as it is, and is no part of the Markdown", { timeout: 60_000 }, () => {
  const read = markdownReader();
  const plain = structure(read(runbookOf(kubeadmExample("orders", "shop"))));
  for (const name of naughtyStrings.filter((text) => text.length < 300)) {
    const tokens = read(runbookOf(kubeadmExample(`a${name}z`, "n")));
    const shown = `a${name}z`.replaceAll(/\r\n|[\n\r\u2028\u2029]/gu, " ");
    expect([name, structure(tokens)]).toEqual([name, plain]);
    const texts = textsOf(tokens);
    expect(texts).toContain(`Cluster n/${shown}`);
    expect(texts).toContain(`n/${shown}`);
    expect(texts.some((text) => text.includes(`1. See that ${shown} is well`))).toBe(true);
  }
});

test("a code block holds any text, fences of its own kind too", () => {
  const read = markdownReader();
  for (const text of [...naughtyStrings, "```\nx\n```", "~~~", "````", "`"]) {
    const lines = `${text}\n`.replaceAll(/\r\n?/gu, "\n");
    const [token] = read(codeBlock("sh", text).text);
    expect(token?.type).toBe("fence");
    expect(token?.content.trimEnd()).toBe(lines.trimEnd());
  }
});
