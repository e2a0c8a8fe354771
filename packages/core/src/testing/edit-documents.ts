import { textAt } from "../json-fields.ts";
import { replaceAt } from "../json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";

/**
 * Values at pointers, by `Kind/name`. A value that is undefined is taken away; null in place of the
 * pointers takes the whole object away.
 */
export type DocumentEdits = Readonly<
  Record<string, Readonly<Record<string, JsonValue | undefined>> | null | undefined>
>;

/**
 * Documents with other values in some of them: one usual file makes many cases.
 *
 * @example
 * ```ts
 * const documents = [{ value: { kind: "Widget", metadata: { name: "a" }, color: "red" } }];
 * editDocuments(documents, { "Widget/a": { "/color": "blue" } });
 * // => [{ value: { kind: "Widget", metadata: { name: "a" }, color: "blue" } }]
 * editDocuments(documents, { "Widget/a": null }); // => []
 * ```
 */
export function editDocuments<Document extends { readonly value: JsonValue }>(
  documents: readonly Document[],
  edits: DocumentEdits,
): readonly (Document & { readonly value: JsonValue })[] {
  return documents.flatMap((document) => {
    const { value } = document;
    const key = `${textAt(value, "/kind") ?? ""}/${textAt(value, "/metadata/name") ?? ""}`;
    const changes = edits[key];
    if (changes === null) {
      return [];
    }
    if (changes === undefined || !isJsonObject(value)) {
      return [document];
    }
    const edited = Object.entries(changes).reduce<JsonObject>(
      (object, [pointer, to]) => replaceAt(object, pointer, to) ?? object,
      value,
    );
    return [{ ...document, value: edited }];
  });
}
