import type { FieldEdit, Mention, YamlEdit } from "../../edit/edit.ts";
import type { ImageCatalog } from "../../image/image-catalog.ts";
import { isJsonObject, type JsonValue } from "../../json-value.ts";
import type { RequiredImage } from "../upgrade-plan.ts";

/** Which words of comments are known to name what a plan changes. */
export interface CommentMentions {
  /** Learns the records that a plan brings. */
  add(images: readonly RequiredImage[]): void;
  /** Makes edits of a text renew the comments beside what they change. */
  in(text: string): (edit: YamlEdit) => YamlEdit;
}

/**
 * Comments beside a value may say it once more, or the record it stands for, by its name or its
 * Kubernetes version. The old record is looked up in the catalog, the new one is the plan's.
 */
export function createCommentMentions(catalog: ImageCatalog | undefined): CommentMentions {
  const byName = new Map(catalog?.records.map((record) => [record.name, record]));
  const brought = new Map<string, Set<string>>();
  let known: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  const recordMentions = (
    old: readonly string[],
    brings: readonly string[],
  ): readonly Mention[] => {
    const [record, other] = brings;
    if (record === undefined || other !== undefined) {
      return [];
    }
    const names = old.filter((name) => name !== record).map((from) => ({ from, to: record }));
    const [from, to] = [byName.get(old.length === 1 ? (old[0] ?? "") : ""), byName.get(record)];
    const versions = from && to && pairsOf(from.kubernetesVersion, to.kubernetesVersion);
    return [...names, ...(versions ?? [])];
  };
  const mentionsOf = (from: string, to: string): readonly Mention[] => {
    known ??= recordsByText(catalog);
    const brings = brought.get(to) ?? known.get(to) ?? [];
    return [...pairsOf(from, to), ...recordMentions([...(known.get(from) ?? [])], [...brings])];
  };
  const renewing = (comments: string, edit: FieldEdit): FieldEdit => {
    const pairs = edit.action === "set" ? changedTexts(edit.from, edit.value) : [];
    const mentions = pairs
      .flatMap(([from, to]) => mentionsOf(from, to))
      .filter(({ from, to }) => from !== to && comments.includes(from));
    return edit.action === "set" && mentions.length > 0 ? { ...edit, mentions } : edit;
  };
  return {
    add(images) {
      for (const { record, reference } of images) {
        if (record !== undefined && reference !== undefined) {
          note(brought, record, textsOf({ ...reference }));
        }
      }
    },
    in: (text) => {
      const comments = commentsOf(text);
      return (edit) => {
        if (
          comments === "" ||
          edit.action === "insertDocument" ||
          edit.action === "removeDocument"
        ) {
          return edit;
        }
        return edit.action === "copyDocument"
          ? { ...edit, edits: edit.edits.map((one) => renewing(comments, one)) }
          : { ...renewing(comments, edit), document: edit.document };
      };
    },
  };
}

/** A text and what takes its place; versions with and without the `v` before them. */
function pairsOf(from: string, to: string): readonly Mention[] {
  const [old, now] = [from, to].map((text) => version.exec(text)?.groups?.["number"]);
  return old === undefined || now === undefined
    ? [{ from, to }]
    : [
        { from: old, to: now },
        { from: `v${old}`, to: `v${now}` },
      ];
}

const version = /^v?(?<number>\d+\.\d+(?:\.\d+)?)$/u;

function recordsByText(
  catalog: ImageCatalog | undefined,
): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>();
  for (const { name, references } of catalog?.records ?? []) {
    for (const reference of references) {
      note(known, name, textsOf({ ...reference }));
    }
  }
  return known;
}

function note(index: Map<string, Set<string>>, record: string, texts: readonly string[]): void {
  for (const text of texts) {
    const records = index.get(text) ?? new Set();
    index.set(text, records.add(record));
  }
}

/** Texts that may stand in a manifest in the place of a reference. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** Texts that others take the place of. */
function changedTexts(
  from: JsonValue | undefined,
  to: JsonValue | undefined,
): readonly (readonly [string, string])[] {
  if (typeof from === "string" && typeof to === "string") {
    return from === to ? [] : [[from, to]];
  }
  return from !== undefined && isJsonObject(from) && to !== undefined && isJsonObject(to)
    ? Object.keys(from).flatMap((key) => changedTexts(from[key], to[key]))
    : [];
}

/** What stands behind a number sign, line by line: more than all comments of a text. */
function commentsOf(text: string): string {
  return (text.match(/(?<=[ \t])#.*/gu) ?? []).join("\n");
}
