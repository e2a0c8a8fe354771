import { hclPlaces } from "./place-hcl.ts";
import { jsonPlaces } from "./place-json.ts";
import { markdownPlaces } from "./place-markdown.ts";
import { shellPlaces } from "./place-shell.ts";
import { makePlaces, textPlaces } from "./place-text.ts";
import { tomlPlaces } from "./place-toml.ts";
import { yamlPlaces } from "./place-yaml.ts";
import { type AnyMachine, anyMachine } from "./place.ts";
import type { TemplateDialect } from "./template-dialect.ts";

/** The state machine of each dialect. */
export const placeMachines: Readonly<Record<TemplateDialect, AnyMachine>> = {
  shell: anyMachine(shellPlaces),
  yaml: anyMachine(yamlPlaces),
  json: anyMachine(jsonPlaces),
  toml: anyMachine(tomlPlaces),
  hcl: anyMachine(hclPlaces),
  make: anyMachine(makePlaces),
  markdown: anyMachine(markdownPlaces),
  text: anyMachine(textPlaces),
};
