import type { Artifact } from "@imagewright/core";

/**
 * Artifacts as one text: a single one as it is; several YAML files as a stream of documents, each
 * headed by its path in a comment; anything else headed as `head` and `tail` do it.
 */
export function artifactStream(artifacts: readonly Artifact[]): string {
  const [first] = artifacts;
  if (first !== undefined && artifacts.length === 1) {
    return first.text;
  }
  const isYaml = artifacts.every(({ mediaType }) => mediaType === "application/yaml");
  return artifacts
    .map(({ path, text }) => (isYaml ? `---\n# ${path}\n${text}` : `==> ${path} <==\n${text}`))
    .map((text) => (text.endsWith("\n") ? text : `${text}\n`))
    .join(isYaml ? "" : "\n");
}
