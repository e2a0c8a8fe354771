import { type Parsed, toParsed } from "../../diagnostic.ts";
import { readStream, type StreamValues } from "../../edit/read-stream.ts";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
} from "../../json-value.ts";
import { objectKind } from "../../plugin/manifest-rule.ts";
import { readJson } from "../../read/read-json.ts";
import type { ReadOptions } from "../../read/read-limits.ts";
import type { ObjectAddress } from "../object-address.ts";
import { objectKey } from "./net-changes.ts";
import { fitsTemplate, hasVariables } from "./text-variables.ts";

/** An object as its file has it, variables and all. */
export interface RawObject {
  /** As it is written. */
  readonly address: ObjectAddress;
  /** Position of its document in the stream, from 0. */
  readonly document: number;
  /** JSON Pointer in the document; not empty in a list. */
  readonly base: string;
  readonly value: JsonObject;
}

/** A file as it is written: nothing is filled in. */
export interface RawFile {
  readonly name: string;
  readonly text: string;
  readonly isJson: boolean;
  readonly values: StreamValues;
  /** Every object that may be the one of an address: more than one where the file is at fault. */
  find(address: ObjectAddress): readonly RawObject[];
}

/** Whether a file is JSON by its name, and stays JSON when it is edited. */
export function isJsonName(file: string): boolean {
  return /\.json$/iu.test(file);
}

export function readRawFile(text: string, options: ReadOptions): Parsed<RawFile> {
  const { file: name } = options;
  const isJson = isJsonName(name);
  const read = isJson ? readJsonValues(text, options) : readStream(text, options);
  if (!read.ok) {
    return read;
  }
  const objects = [...read.value].flatMap(([document, value]) => objectsIn(document, value));
  const named = Map.groupBy(objects, ({ address }) => objectKey(address));
  const open = objects.filter(({ address: { name: own, namespace = "" } }) =>
    hasVariables(`${own}/${namespace}`),
  );
  return toParsed({
    name,
    text,
    isJson,
    values: read.value,
    find: (address) =>
      named.get(objectKey(address)) ?? open.filter((raw) => mayBe(raw.address, address)),
  });
}

function readJsonValues(text: string, options: ReadOptions): Parsed<StreamValues> {
  const read = readJson(text, options);
  return read.ok ? toParsed(new Map(read.value.map(({ value }) => [0, value]))) : read;
}

/** The objects of a document: those of a list one by one, in whatever list it is. */
function objectsIn(document: number, root: JsonValue): readonly RawObject[] {
  const found: RawObject[] = [];
  const waiting: { readonly value: JsonValue; readonly base: string }[] = [
    { value: root, base: "" },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, base } = next;
    const kind = isJsonObject(value) ? objectKind(value) : undefined;
    const items = isJsonObject(value) ? ownValue(value, "items") : undefined;
    if (kind?.kind.endsWith("List") === true && isJsonList(items)) {
      const inside = items.map((item, index) => ({ value: item, base: `${base}/items/${index}` }));
      waiting.push(...inside.toReversed());
    } else if (isJsonObject(value) && kind !== undefined) {
      const metadata = ownValue(value, "metadata");
      const name = isJsonObject(metadata) ? ownValue(metadata, "name") : undefined;
      const namespace = isJsonObject(metadata) ? ownValue(metadata, "namespace") : undefined;
      if (typeof name === "string" && name !== "") {
        const place = typeof namespace === "string" && namespace !== "" ? { namespace } : {};
        found.push({ address: { ...kind, ...place, name }, document, base, value });
      }
    }
  }
  return found;
}

/** Whether variables in a name and namespace can have been filled so that they became others. */
function mayBe(written: ObjectAddress, filled: ObjectAddress): boolean {
  return (
    written.group === filled.group &&
    written.kind === filled.kind &&
    fitsTemplate(written.name, filled.name) &&
    fitsTemplate(written.namespace ?? "", filled.namespace ?? "")
  );
}
