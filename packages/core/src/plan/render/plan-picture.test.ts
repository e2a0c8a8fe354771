import { execFileSync } from "node:child_process";

import { expectGolden, naughtyStrings, refusedStrings, requirePython } from "@imagewright/testkit";
import { expect, test } from "vitest";

import type { UpgradePlan } from "../upgrade-plan.ts";
import { examplePlan, kubeadmExample } from "./__fixtures__/example-plan.ts";
import { mermaidText, renderPlanMermaid } from "./plan-mermaid.ts";
import { renderPlanSvg } from "./plan-svg.ts";
import { svgText } from "./svg-text.ts";

test("golden files: the plan as a picture", async () => {
  const plan = examplePlan();
  const files = [renderPlanMermaid(plan), renderPlanSvg(plan)];
  await expectGolden(new URL("__golden__/pictures/", import.meta.url), files);
});

const readXml = `
import json, sys
import xml.etree.ElementTree as tree
for line in sys.stdin:
    root = tree.fromstring(json.loads(line))
    print(json.dumps({"tags": sorted({e.tag.split("}")[1] for e in root.iter()}), "text": ["".join(e.itertext()) for e in root.iter()]}))
`;

interface ReadSvg {
  readonly tags: readonly string[];
  readonly text: readonly string[];
}

function readSvgs(python: string, svgs: readonly string[]): readonly ReadSvg[] {
  const input = svgs.map((svg) => `${JSON.stringify(svg)}\n`).join("");
  const output = execFileSync(python, ["-c", readXml], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as ReadSvg);
}

test("any name is carried by the picture, and is no part of it", (context) => {
  const python = requirePython(context, "xml.etree.ElementTree");
  const names = [...naughtyStrings, ...refusedStrings].filter((name) => name.length < 300);
  const svgs = names.map((name) => renderPlanSvg(examplePlan([kubeadmExample(name, "n")])).text);
  for (const [index, { tags, text }] of readSvgs(python, svgs).entries()) {
    expect(tags).toEqual(["desc", "g", "rect", "style", "svg", "text", "title"]);
    const printable =
      names[index]?.isWellFormed() === true &&
      !/[\p{Cc}\ufffe\uffff\ufeff]/u.test(names[index] ?? "");
    if (printable) {
      expect(text.some((part) => part.includes(`See that ${names[index]} is well`))).toBe(true);
    }
  }
});

test("what XML cannot say is shown as its number", () => {
  expect(svgText('a\u0001\ud800<&>"\uffff')).toBe("a\\u{1}\\u{d800}&lt;&amp;&gt;&quot;\\u{ffff}");
});

test("the picture stands alone", () => {
  const { text } = renderPlanSvg(examplePlan());
  expect(text).not.toMatch(/<script|href=|url\(|<image|<foreignObject/u);
  expect(text).toContain('role="img" aria-labelledby="plan-title plan-desc"');
});

/** A fleet of waves with clusters. */
function fleet(waves: number, clusters: number): UpgradePlan {
  const plan = examplePlan([kubeadmExample()]);
  const [wave] = plan.waves;
  const [cluster] = plan.clusters;
  if (wave === undefined || cluster === undefined) {
    throw new Error("no example");
  }
  const names = Array.from({ length: clusters }, (_, index) => `c-${index}`);
  return {
    ...plan,
    waves: Array.from({ length: waves }, (_, index) => ({
      ...wave,
      name: `wave-${index}`,
      clusters: names.filter((_name, at) => at % waves === index).map((name) => `shop/${name}`),
    })),
    clusters: names.map((name) => ({ ...cluster, cluster: { name, namespace: "shop" } })),
  };
}

test("a large fleet is summed up wave by wave, and many waves are not all shown", () => {
  const plan = fleet(60, 3_000);
  const svg = renderPlanSvg(plan).text;
  const mermaid = renderPlanMermaid(plan).text;
  expect(svg.length).toBeLessThan(50_000);
  expect(svg).toContain("50 clusters, 450 steps");
  expect(svg).toContain("and 20 more waves");
  expect(mermaid).toContain('w1["wave-0: 50 clusters, 450 steps"]');
  expect(mermaid).toContain('w40 --> more["20 more waves"]');
});

function edges(text: string): number {
  return text.split("-->").length - 1;
}

test("Mermaid is not asked for more than it draws", () => {
  const most = [1, 10, 20, 24, 25, 5_000].map((clusters) =>
    edges(renderPlanMermaid(fleet(3, clusters)).text),
  );
  expect(Math.max(...most)).toBeLessThan(500);
});

test("no text means anything to Mermaid", () => {
  for (const name of naughtyStrings) {
    expect(mermaidText(name)).toMatch(/^(?:[A-Za-z0-9 .,/_:()+-]|#\d+;)*$/u);
    const decoded = mermaidText(name).replaceAll(/#(?<code>\d+);/gu, (_, code: string) =>
      String.fromCodePoint(Number(code)),
    );
    expect(decoded).toBe(name);
  }
});

test("every line of the chart has one of the forms that are meant", () => {
  const names = naughtyStrings.filter((name) => name.length < 300);
  const node = String.raw`[a-z0-9]+(?:\["[^"]*"\]|\(\["[^"]*"\]\)|\{\{"[^"]*"\}\}|>"[^"]*"\])`;
  const line = new RegExp(
    String.raw`^ *(?:flowchart LR|end|subgraph w\d+\["[^"]*"\]|${node}(?: --> ${node})*|w\d+ -->(?:\|"[^"]*"\|)? w\d+)$`,
    "u",
  );
  for (const name of names) {
    const { text } = renderPlanMermaid(examplePlan([kubeadmExample(name, name)]));
    for (const each of text.trimEnd().split("\n")) {
      expect(each).toMatch(line);
    }
  }
});
