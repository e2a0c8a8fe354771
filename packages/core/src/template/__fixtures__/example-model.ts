import type { JsonObject } from "../../json-value.ts";

/** A model with a field of every kind. */
export interface ExampleModel {
  readonly name: string;
  readonly version: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly note?: string;
  readonly nothing: string | null;
  readonly tags: readonly string[];
  readonly labels: { readonly [key: string]: string };
  readonly cluster: { readonly name: string; readonly region?: string };
  readonly proxy?: { readonly url: string; readonly port?: number };
  readonly nodes: readonly {
    readonly label: string;
    readonly size?: number;
    readonly tags: readonly string[];
  }[];
  readonly tree: readonly ExampleTree[];
  readonly anything: unknown;
  readonly mixed: string | { readonly deep: string };
  readonly script: { readonly dialect: "shell"; readonly text: string };
}

interface ExampleTree {
  readonly label: string;
  readonly children: readonly ExampleTree[];
}

const text = { type: "string" };

/** The JSON Schema of {@link ExampleModel}, as typescript-json-schema writes it. */
export const exampleSchema: JsonObject = {
  $ref: "#/definitions/ExampleModel",
  definitions: {
    ExampleModel: {
      type: "object",
      additionalProperties: false,
      properties: {
        name: text,
        version: { type: "string", pattern: "^\\d+\\.\\d+\\.\\d+$" },
        count: { type: "integer" },
        isOn: { type: "boolean" },
        note: text,
        nothing: { type: ["null", "string"] },
        tags: { type: "array", items: text },
        labels: { type: "object", additionalProperties: text },
        cluster: {
          type: "object",
          additionalProperties: false,
          properties: { name: text, region: text },
          required: ["name"],
        },
        proxy: {
          type: "object",
          additionalProperties: false,
          properties: { url: text, port: { type: "number" } },
          required: ["url"],
        },
        nodes: {
          type: "array",
          items: {
            type: "object",
            additionalProperties: false,
            properties: {
              label: text,
              size: { type: "number" },
              tags: { type: "array", items: text },
            },
            required: ["label", "tags"],
          },
        },
        tree: { type: "array", items: { $ref: "#/definitions/ExampleTree" } },
        anything: {},
        mixed: {
          anyOf: [
            { type: "object", properties: { deep: text }, required: ["deep"] },
            { type: "string" },
          ],
        },
        script: {
          type: "object",
          properties: { dialect: { type: "string", const: "shell" }, text },
          required: ["dialect", "text"],
        },
      },
      required: [
        "anything",
        "cluster",
        "count",
        "isOn",
        "labels",
        "mixed",
        "name",
        "nodes",
        "nothing",
        "script",
        "tags",
        "tree",
        "version",
      ],
    },
    ExampleTree: {
      type: "object",
      additionalProperties: false,
      properties: {
        label: text,
        children: { type: "array", items: { $ref: "#/definitions/ExampleTree" } },
      },
      required: ["children", "label"],
    },
  },
};

/** A model that fills every field. */
export const exampleModel: ExampleModel = {
  name: "image one",
  version: "1.34.1",
  count: 3,
  isOn: true,
  note: "it's {{ noted }}",
  nothing: "something",
  tags: ["first tag", "second", "third"],
  labels: { "a/b": "one", c: "two words" },
  cluster: { name: "blue", region: "eu-west-1" },
  proxy: { url: "http://proxy:3128", port: 3128 },
  nodes: [
    { label: "control plane", size: 3, tags: ["x", "y"] },
    { label: "worker", tags: [] },
  ],
  tree: [
    { label: "root", children: [{ label: "leaf", children: [] }] },
    { label: "other", children: [] },
  ],
  anything: { unknown: true },
  mixed: "mixed",
  script: { dialect: "shell", text: "echo 'done' | cat" },
};

/** The same model with every optional field absent and every list empty. */
export const emptyModel: ExampleModel = {
  name: "",
  version: "0.0.0",
  count: 0,
  isOn: false,
  nothing: null,
  tags: [],
  labels: {},
  cluster: { name: "" },
  nodes: [],
  tree: [],
  anything: 1,
  mixed: "",
  script: { dialect: "shell", text: "" },
};
