/**
 * Stands in for kubectl: keeps the objects of a cluster in the file FAKE_CLUSTER, and fails at call
 * FAKE_FAILS_AT, before or after it was carried out (FAKE_FAILS=before|after).
 */
import { readFileSync, writeFileSync } from "node:fs";

import type { JsonObject, JsonValue } from "../../../json-value.ts";
import {
  type FakeCluster,
  jsonPatch,
  keyOf,
  keyOfName,
  look,
  mergePatch,
  put,
} from "./fake-cluster.ts";
import { printTemplate } from "./json-path-template.ts";

const file = process.env["FAKE_CLUSTER"] ?? "";
const cluster = JSON.parse(readFileSync(file, "utf8")) as FakeCluster;
const words = process.argv.slice(2).filter((word) => !word.startsWith("--context="));
const [verb = "", resource = ""] = words;
const key = keyOfName(resource);
const isList = !resource.includes("/");

cluster.calls += 1;
const isFailing = String(cluster.calls) === process.env["FAKE_FAILS_AT"];
if (isFailing && process.env["FAKE_FAILS"] === "before") {
  end("the connection was lost", 1);
}
const output = await call();
if (isFailing) {
  end("the connection was lost", 1);
}
process.stdout.write(output);
save();

async function call(): Promise<string> {
  switch (verb) {
    case "get":
      return resource === "nodes" ? getNodes() : isList ? getAll() : getObject();
    case "create":
      return create();
    case "patch":
      return patch();
    case "delete":
      if (cluster.objects[key] === undefined) {
        return "";
      }
      changed();
      delete cluster.objects[key];
      return `${resource} deleted\n`;
    default:
      return end(`unknown command ${verb}`, 1);
  }
}

function option(name: string): string | undefined {
  return words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
}

function getObject(): string {
  const object = look(cluster, key);
  if (object === undefined) {
    return words.includes("--ignore-not-found") ? "" : end(`${resource} not found`, 1);
  }
  return option("output") === "name" ? `${resource}\n` : printed(object);
}

function printed(value: JsonValue): string {
  const template = (option("output") ?? "").replace(/^jsonpath=/u, "");
  return printTemplate(template, value);
}

function getAll(): string {
  const [kind = ""] = key.split("/");
  const found = Object.entries(cluster.objects).filter(([name]) => name.startsWith(`${kind}/`));
  return printed({ items: found.map(([, object]) => object) });
}

function getNodes(): string {
  const [label = "", value] = (option("selector") ?? "").split("=");
  const items = Object.values(cluster.objects).filter(
    (object) =>
      object["kind"] === "Node" &&
      (label === "" ||
        (object["metadata"] as { readonly labels: JsonObject }).labels[label] === value),
  );
  return printed({ items });
}

async function create(): Promise<string> {
  // Only here is a reader of YAML needed, and it takes its time.
  const { parse } = await import("yaml");
  const object = parse(readFileSync(0, "utf8")) as JsonObject;
  if (cluster.objects[keyOf(object)] !== undefined) {
    return end(`Error from server (AlreadyExists): ${keyOf(object)} already exists`, 1);
  }
  changed();
  put(cluster, keyOf(object), object);
  return `${keyOf(object)} created\n`;
}

function patch(): string {
  const object = cluster.objects[key];
  if (object === undefined) {
    return end(`${resource} not found`, 1);
  }
  const body = JSON.parse(option("patch") ?? "") as JsonValue;
  const after =
    option("type") === "merge"
      ? (mergePatch(object, body) as JsonObject)
      : jsonPatch(object, body as JsonObject[]);
  if (after === undefined) {
    return end("the server rejected our request: a test failed", 1);
  }
  changed();
  put(cluster, key, after);
  return `${resource} patched\n`;
}

function changed(): void {
  cluster.changes.push(words.join(" "));
}

function save(): void {
  writeFileSync(file, JSON.stringify(cluster));
}

function end(message: string, code: number): never {
  process.stderr.write(`${message}\n`);
  save();
  process.exit(code);
}
