import { loadPlugin, type NodeImage } from "@imagewright/core";

import { aws } from "../plugin.ts";

/** The image the rules are tried with. */
export const image: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.1", source: { kind: "package", revision: "1.1" } },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
  rootVolume: { sizeGiB: 40 },
};
const header = { name: "capa", provider: "aws", image: image.name };

/** `CODE pointer` of every finding. */
export function findings(target: object, of: NodeImage = image): readonly string[] {
  return loadPlugin(aws)
    .bind(of, { ...header, ...target })
    .diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
}
