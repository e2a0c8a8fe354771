import type { Parsed } from "../../diagnostic.ts";
import type { ReadLimits } from "../../read/read-limits.ts";
import type { NetChange } from "./net-changes.ts";
import { isWritten } from "./only-object.ts";
import { type RawFile, readRawFile } from "./raw-file.ts";

/** Files that are read when they are asked for, and once. */
export interface RawFiles {
  /** Undefined where no text is given under the name. */
  read(file: string): Parsed<RawFile> | undefined;
  /**
   * The changes with their places. A plan may delete what it has not read: that is taken out of
   * every file it is found in, and no change where it is in none.
   */
  placed(changes: readonly NetChange[]): readonly NetChange[];
}

export function createRawFiles(
  sources: ReadonlyMap<string, string>,
  limits: Partial<ReadLimits> | undefined,
): RawFiles {
  const known = new Map<string, Parsed<RawFile>>();
  const read = (file: string): Parsed<RawFile> | undefined => {
    const text = sources.get(file);
    if (text === undefined) {
      return undefined;
    }
    const raw = known.get(file) ?? readRawFile(text, { file, ...(limits && { limits }) });
    known.set(file, raw);
    return raw;
  };
  const find = (change: NetChange): readonly NetChange[] =>
    [...sources.keys()].flatMap((file) => {
      const isNamed = sources.get(file)?.includes(change.object.name) === true;
      const raw = isNamed ? read(file) : undefined;
      const found = raw?.ok === true ? raw.value.find(change.object) : [];
      return found
        .filter((one) => isWritten(one, change.object))
        .slice(0, 1)
        .map(({ document, base }) => ({ ...change, source: { file, document, pointer: base } }));
    });
  return {
    read,
    placed: (changes) =>
      changes.flatMap((change) =>
        change.change === "delete" && change.source === undefined ? find(change) : [change],
      ),
  };
}
