import { strictEqual } from "node:assert";

import { renderTemplate } from "@imagewright/core";
import { parseTemplate } from "@imagewright/core/template";
import Handlebars from "handlebars";

import type { BenchCase } from "../measure.ts";
import { writeAll } from "../output.ts";
import type { Cases } from "./index.ts";

/** Cases by name. */
export const cases: Cases = {
  "template: 10,000 texts": renderOurs,
  "template: 10,000 texts, Handlebars compiled (peer)": renderHandlebars,
};

interface Model {
  readonly cluster: string;
  readonly endpoint: string;
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  readonly proxy?: string;
}

const source = `# Node of {{cluster}}
endpoint: {{endpoint}}
{{#each labels as |label|}}
label {{label.name}} is {{label.value}}
{{/each}}
{{#if proxy}}
through {{proxy}}
{{else}}
without a proxy
{{/if}}
`;

const schema = {
  $ref: "#/definitions/Model",
  definitions: {
    Model: {
      type: "object",
      additionalProperties: false,
      required: ["cluster", "endpoint", "labels"],
      properties: {
        cluster: { type: "string" },
        endpoint: { type: "string" },
        proxy: { type: "string" },
        labels: {
          type: "array",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["name", "value"],
            properties: { name: { type: "string" }, value: { type: "string" } },
          },
        },
      },
    },
  },
};

const models: readonly Model[] = Array.from({ length: 10_000 }, (_, index) => ({
  cluster: `cluster-${index}`,
  endpoint: `https://${index}.example.com:6443`,
  labels: ["team", "tier", "zone", "pool", "role"].map((name) => ({
    name,
    value: `${name}-${index}`,
  })),
  ...(index % 2 === 0 && { proxy: "http://proxy.example:3128" }),
}));

const compiled = Handlebars.compile<Model>(source, { noEscape: true, strict: true });

function renderOurs(): BenchCase {
  const parsed = parseTemplate<Model>({ name: "node", dialect: "text", source, schema });
  if (!parsed.ok) {
    throw new Error(parsed.diagnostics.map(({ message }) => message).join("; "));
  }
  return renderer((model) => renderTemplate(parsed.value, model));
}

function renderHandlebars(): BenchCase {
  return renderer((model) => compiled(model));
}

function renderer(render: (model: Model) => string): BenchCase {
  return {
    n: models.length,
    run: () => writeAll(models, render),
    check() {
      for (const model of models.slice(0, 100)) {
        strictEqual(render(model), compiled(model));
      }
    },
  };
}
