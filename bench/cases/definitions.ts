import { deepStrictEqual } from "node:assert";
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";

import type { CustomResourceSource } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";

import { upstreamFolder } from "../../packages/testkit/src/upstream.ts";
import type { BenchCase } from "../measure.ts";
import type { Cases } from "./index.ts";

const upstream = upstreamFolder();
if (upstream === undefined) {
  console.error("definitions: left out, as upstream data is absent: run `npm run upstream:fetch`");
}
const folder = join(upstream ?? ".", "crds");

/** Cases by name; none without upstream's definitions. */
export const cases: Cases =
  upstream === undefined ? {} : { "definitions: every stored kind asked once": loadAll };

/** Once: what is measured is the memory of the process. */
function loadAll(): BenchCase {
  const names = readdirSync(folder).map(namesIn);
  let source: CustomResourceSource | undefined;
  const load = (): CustomResourceSource => {
    const opened = folderSource(folder);
    for (const [group, kind] of names) {
      opened(group, kind);
    }
    return opened;
  };
  return {
    n: names.length,
    run: () => (source ??= load()),
    budgets: [{ id: "P21", of: "peak_mb", atMost: 150 }],
    check() {
      deepStrictEqual(
        names.filter(([group, kind]) => source?.(group, kind)?.kind !== kind),
        [],
      );
    },
  };
}

/** Group and kind of a definition, from the usual layout of its file. */
function namesIn(file: string): readonly [string, string] {
  const head = beginning(join(folder, file));
  const { group, kind } =
    /^ {2}group: (?<group>\S+)[^]*?^ {4}kind: (?<kind>\S+)/mu.exec(head)?.groups ?? {};
  return [group ?? "", kind ?? ""];
}

/** Not the whole file: what is read here must not count. */
function beginning(path: string): string {
  const bytes = Buffer.alloc(4000);
  const file = openSync(path, "r");
  readSync(file, bytes);
  closeSync(file);
  return bytes.toString("latin1");
}
