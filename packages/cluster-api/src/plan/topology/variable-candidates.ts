import {
  formatPointer,
  isJsonList,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  ownValue,
  parseKubernetesVersion,
  replaceAt,
} from "@imagewright/core";

import type { PatchSource } from "../../cluster-class/class-patches.ts";
import { templateFields } from "../../cluster-class/go-template/template-fields.ts";
import { variableName } from "../../cluster-class/variable-path.ts";

/** A value of a variable that may lead to the wanted image. */
export interface VariableCandidate {
  readonly name: string;
  readonly value: JsonValue;
}

/** What is to come of a patch. */
export interface CandidateQuestion {
  readonly source: PatchSource;
  /** What the patch writes at the present version, and what it would at the next one. */
  readonly currents: readonly JsonValue[];
  readonly wanted: JsonValue;
  /** Variables as the group sees them. */
  readonly values: JsonObject;
  /** Without `v`. */
  readonly versions: { readonly from?: string; readonly to: string };
}

/** Places of a value that are tried: image variables are small. */
const maxPlaces = 256;

/**
 * Values of variables that may make a patch write the wanted thing. They are tried one after
 * another: what the patches of the class make of each says whether it is right.
 */
export function variableCandidates(question: CandidateQuestion): readonly VariableCandidate[] {
  const { source, values } = question;
  if (source.from === "variable") {
    return candidatesOfPath(source.path, question);
  }
  const fields = source.from === "template" ? templateFields(source.template) : undefined;
  if (fields?.outcome !== "value") {
    return [];
  }
  const names = new Set(fields.value.map(([name = ""]) => name));
  names.delete("builtin");
  names.delete("");
  return [...names].flatMap((name) => {
    const value = ownValue(values, name);
    return (value === undefined ? [question.wanted] : changedValues(value, question)).map(
      (changed) => ({ name, value: changed }),
    );
  });
}

/** The value of a path such as `image.id` or `images[0]` is what the patch writes. */
function candidatesOfPath(
  path: string,
  { values, wanted }: CandidateQuestion,
): readonly VariableCandidate[] {
  const name = variableName(path);
  const pointer = formatPointer(path.split(/[.[]/u).map((part) => part.replace(/\]$/u, "")));
  const changed = name === "builtin" ? undefined : replaceAt(values, pointer, wanted);
  const value = changed && ownValue(changed, name);
  return value === undefined ? [] : [{ name, value }];
}

/** A value with one place of it changed, in every way that is known. */
function changedValues(value: JsonValue, question: CandidateQuestion): readonly JsonValue[] {
  const holder = { value };
  return placesOf(value, "/value").flatMap(({ pointer, value: part }) =>
    [inPlaceOf(part, question), ...withVersion(part, question)].flatMap((changed) => {
      const whole = changed === undefined ? undefined : replaceAt(holder, pointer, changed);
      return whole === undefined ? [] : [ownValue(whole, "value") ?? value];
    }),
  );
}

/** What takes the place of a value that is what the patch writes now, or is a part of that text. */
function inPlaceOf(
  value: JsonValue,
  { currents, wanted }: Pick<CandidateQuestion, "currents" | "wanted">,
): JsonValue | undefined {
  return currents.some((current) => isSameJson(value, current))
    ? wanted
    : currents
        .map((current) => middleOf(value, current, wanted))
        .find((text) => text !== undefined);
}

/** What of the wanted text stands where a text is part of the current one. */
function middleOf(value: JsonValue, current: JsonValue, wanted: JsonValue): string | undefined {
  if (
    typeof value !== "string" ||
    typeof current !== "string" ||
    typeof wanted !== "string" ||
    value === ""
  ) {
    return undefined;
  }
  const at = current.indexOf(value);
  const [before, behind] = [current.slice(0, at), current.slice(at + value.length)];
  const fits =
    at >= 0 &&
    wanted.startsWith(before) &&
    wanted.endsWith(behind) &&
    wanted.length > before.length + behind.length;
  return fits ? wanted.slice(before.length, wanted.length - behind.length) : undefined;
}

/** A map by versions with an entry for the next one: what the others have stays. */
function withVersion(value: JsonValue, question: CandidateQuestion): readonly JsonValue[] {
  if (!isJsonObject(value)) {
    return [];
  }
  const { from, to } = question.versions;
  const own = [`v${from}`, from].find((key) => key !== undefined && Object.hasOwn(value, key));
  if (own !== undefined && from !== undefined) {
    const entry = copiedEntry(ownValue(value, own) ?? null, question, from);
    return entry === undefined ? [] : [{ ...value, [own.startsWith("v") ? `v${to}` : to]: entry }];
  }
  const keys = Object.keys(value);
  const isByVersion = keys.every((key) => parseKubernetesVersion(key, "either") !== undefined);
  const prefix = keys.every((key) => key.startsWith("v")) ? "v" : "";
  return isByVersion ? [{ ...value, [`${prefix}${to}`]: question.wanted }] : [];
}

/**
 * The entry of the next version, made from that of the last: the image of it changes. Where it
 * says the old version itself, more would have to change than anyone knows here.
 */
function copiedEntry(
  entry: JsonValue,
  question: CandidateQuestion,
  from: string,
): JsonValue | undefined {
  const copy = inPlaceOf(entry, question);
  if (copy !== undefined || !isJsonObject(entry)) {
    return copy;
  }
  const holder = { entry };
  const place = placesOf(entry, "/entry").find(
    ({ value }) => inPlaceOf(value, question) !== undefined,
  );
  const changed =
    place && replaceAt(holder, place.pointer, inPlaceOf(place.value, question) ?? null);
  const copied = changed && ownValue(changed, "entry");
  return copied !== undefined && !JSON.stringify(copied).includes(from) ? copied : undefined;
}

interface Place {
  readonly pointer: string;
  readonly value: JsonValue;
}

/** A value and everything in it, outer parts first. */
function placesOf(value: JsonValue, pointer: string): readonly Place[] {
  const places: Place[] = [{ pointer, value }];
  for (const place of places) {
    const children = isJsonList(place.value)
      ? [...place.value.entries()]
      : isJsonObject(place.value)
        ? Object.entries(place.value)
        : [];
    for (const [key, child] of children) {
      if (places.length < maxPlaces) {
        places.push({ pointer: `${place.pointer}${formatPointer([key])}`, value: child });
      }
    }
  }
  return places;
}
