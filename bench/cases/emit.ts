import { deepStrictEqual } from "node:assert";

import { emitYaml } from "@imagewright/core";
import { dump, load } from "js-yaml";
import { stringify } from "yaml";

import type { BenchCase } from "../measure.ts";
import { writeAll } from "../output.ts";
import { manifests } from "./manifests.ts";

export function emitOurs(): BenchCase {
  return emitter((manifest) => emitYaml(manifest));
}

export function emitYamlPeer(): BenchCase {
  return emitter((manifest) => stringify(manifest));
}

export function emitJsYamlPeer(): BenchCase {
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
