import { deepStrictEqual } from "node:assert";

import { emitYaml } from "@imagewright/core";
import { dump, load } from "js-yaml";
import { stringify } from "yaml";

import type { BenchCase } from "../measure.ts";
import { writeAll } from "../output.ts";
import type { Cases } from "./index.ts";
import { manifests } from "./manifests.ts";

/** Cases by name. */
export const cases: Cases = {
  "emit: 200 manifests": emitOurs,
  "emit: 200 manifests, yaml (peer)": emitYamlPeer,
  "emit: 200 manifests, js-yaml (peer)": emitJsYamlPeer,
};

function emitOurs(): BenchCase {
  return emitter((manifest) => emitYaml(manifest));
}

function emitYamlPeer(): BenchCase {
  return emitter((manifest) => stringify(manifest));
}

function emitJsYamlPeer(): BenchCase {
  return emitter((manifest) => dump(manifest));
}

function emitter(emit: (manifest: (typeof manifests)[number]) => string): BenchCase {
  return {
    n: manifests.length,
    run: () => writeAll(manifests, emit),
    check() {
      for (const manifest of manifests) {
        deepStrictEqual(load(emit(manifest)), manifest);
      }
    },
  };
}
