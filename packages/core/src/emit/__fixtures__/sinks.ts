import {
  emitCloudConfig,
  emitCommand,
  emitHclVariables,
  emitJson,
  emitMakeLine,
  emitMultipart,
  emitToml,
  emitYaml,
  emitYamlDocuments,
  hclScalar,
  jsonScalar,
  shellWord,
  shellWords,
  tomlScalar,
  yamlScalar,
} from "../index.ts";

/** One way for a text into one sink, and the pointer of its refusal there. */
export interface SinkPlace {
  readonly place: string;
  readonly pointer: string;
  readonly write: (text: string) => string;
}

/** Every place of every sink a text can reach. */
export const sinkPlaces: readonly SinkPlace[] = [
  { place: "YAML document", pointer: "", write: (text) => emitYaml(text) },
  { place: "YAML value", pointer: "/a/0", write: (text) => emitYaml({ a: [text] }) },
  { place: "YAML key", pointer: "/a", write: (text) => emitYaml({ a: { [text]: 1 } }) },
  { place: "YAML stream", pointer: "/a", write: (text) => emitYamlDocuments([{ a: text }]) },
  { place: "YAML scalar", pointer: "", write: (text) => yamlScalar(text) },
  { place: "JSON value", pointer: "/a/0", write: (text) => emitJson({ a: [text] }) },
  { place: "JSON key", pointer: "/a", write: (text) => emitJson({ a: { [text]: 1 } }) },
  { place: "JSON scalar", pointer: "", write: (text) => jsonScalar(text) },
  { place: "TOML value", pointer: "/a/0", write: (text) => emitToml({ a: [text] }) },
  { place: "TOML key", pointer: "/a", write: (text) => emitToml({ a: { [text]: 1 } }) },
  { place: "TOML table", pointer: "", write: (text) => emitToml({ [text]: { a: 1 } }) },
  { place: "TOML scalar", pointer: "", write: (text) => tomlScalar(text) },
  { place: "HCL value", pointer: "/a/0", write: (text) => emitHclVariables({ a: [text] }) },
  { place: "HCL key", pointer: "/a", write: (text) => emitHclVariables({ a: { [text]: 1 } }) },
  { place: "HCL scalar", pointer: "", write: (text) => hclScalar(text) },
  { place: "shell word", pointer: "", write: (text) => shellWord(text) },
  { place: "shell words", pointer: "/1", write: (text) => shellWords(["echo", text]) },
  { place: "command argument", pointer: "/1", write: (text) => emitCommand(["echo", text]) },
  { place: "command name", pointer: "/0", write: (text) => emitCommand([text, "a"]) },
  {
    place: "make value",
    pointer: "/variables/a",
    write: (text) => emitMakeLine({ goals: ["b"], variables: { a: text } }),
  },
  {
    place: "make variable",
    pointer: "/variables",
    write: (text) => emitMakeLine({ goals: ["b"], variables: { [text]: "a" } }),
  },
  {
    place: "make goal",
    pointer: "/goals/0",
    write: (text) => emitMakeLine({ goals: [text], variables: {} }),
  },
  {
    place: "make folder",
    pointer: "/directory",
    write: (text) => emitMakeLine({ directory: text, goals: [], variables: {} }),
  },
  {
    place: "MIME text",
    pointer: "/0/text",
    write: (text) => emitMultipart([{ contentType: "text/cloud-config", text }]),
  },
  {
    place: "MIME type",
    pointer: "/0/contentType",
    write: (text) => emitMultipart([{ contentType: text, text: "" }]),
  },
  {
    place: "MIME file name",
    pointer: "/0/filename",
    write: (text) => emitMultipart([{ contentType: "text/plain", text: "", filename: text }]),
  },
  { place: "cloud-config value", pointer: "/a", write: (text) => emitCloudConfig({ a: text }) },
  { place: "cloud-config key", pointer: "", write: (text) => emitCloudConfig({ [text]: 1 }) },
];
