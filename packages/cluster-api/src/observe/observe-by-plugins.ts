import { imageReader, type LoadedPlugin } from "@imagewright/core";

import type { ObserveOptions } from "./observation.ts";

/**
 * How manifests are read with the plugins that are loaded: which kinds carry images, how they are
 * read, and where templates of classes name them.
 *
 * @example
 * ```ts
 * import { loadPlugin } from "@imagewright/core";
 * import { memoryPlugin } from "@imagewright/core/testing";
 *
 * const options = observeByPlugins([loadPlugin(memoryPlugin)]);
 * options.carriers.map(({ kind }) => kind); // => ["Machine"]
 * observeClusters([], options).clusters; // => []
 * ```
 */
export function observeByPlugins(
  plugins: readonly LoadedPlugin[],
): Pick<ObserveOptions, "carriers" | "imagePlaces" | "readImages"> {
  return {
    carriers: plugins.flatMap(({ carriers }) => carriers),
    readImages: imageReader(plugins),
    imagePlaces: plugins.flatMap(({ imagePlaces }) => imagePlaces),
  };
}
