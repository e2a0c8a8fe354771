import { loadPlugin, type NodeImage } from "@imagewright/core";

import { azure } from "../plugin.ts";

const plugin = loadPlugin(azure);

/** What is said of a target, as `severity code pointer`. */
export function findings(image: NodeImage, changed: object): readonly string[] {
  return plugin
    .bind(image, changed)
    .diagnostics.map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);
}
