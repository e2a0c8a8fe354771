import { Argument } from "commander";

/** Manifests of clusters, where a command reads some. */
export function manifestFiles(): Argument {
  return new Argument(
    "[file...]",
    "manifests of clusters, or folders of them; - is standard input",
  ).default(["."], "this folder");
}
