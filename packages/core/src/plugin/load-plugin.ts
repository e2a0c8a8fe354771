import type { DiagnosticSet, Parsed } from "../diagnostic.ts";
import type { ImageReference } from "../image/image-reference.ts";
import type { NodeImage } from "../image/node-image.ts";
import type { JsonObject } from "../json-value.ts";
import type { PlanContribution } from "../plan/plan-contribution.ts";
import type { RolloutJudge } from "../rollout/rollout-judge.ts";
import type { TargetHeader } from "../spec/spec-document.ts";
import { type BoundTarget, readTarget } from "../spec/target.ts";
import type { TemplateSource } from "../template/parse-template.ts";
import type { ImagePlace } from "./image-place.ts";
import type { ManifestRule } from "./manifest-rule.ts";
import type {
  BuildOutput,
  FoundReference,
  ImageCarrier,
  ProviderPlugin,
} from "./provider-plugin.ts";
import type { Webhook } from "./webhook.ts";

/** A plugin among others: its target type is closed over, its own schema parses the targets. */
export interface LoadedPlugin {
  readonly id: string;
  readonly title: string;
  readonly diagnostics: readonly DiagnosticSet[];
  readonly carriers: readonly ImageCarrier[];
  readonly imagePlaces: readonly ImagePlace[];
  readonly webhooks: readonly Webhook[];
  readonly manifestRules: readonly ManifestRule[];
  /** Rules about texts inside objects; reading them loads parsers. */
  textRules(): Promise<readonly ManifestRule[]>;
  /** The JSON Schema of its targets. */
  targetSchema(): Promise<JsonObject>;
  /** The built-in templates it renders from, with their sources. */
  templates(): Promise<readonly TemplateSource[]>;
  /** Judges a target by its schema alone, for when the image it names is broken itself. */
  validate(target: unknown): Parsed<unknown>;
  bind(image: NodeImage, target: unknown): Parsed<BoundTarget>;
  readManifest(object: JsonObject): Parsed<readonly FoundReference[]>;
  /** Undefined for a plugin that writes no reference into an object that exists. */
  readonly writeReference: ProviderPlugin<string, TargetHeader, string>["writeReference"];
  /** How its groups are upgraded, and what makes that dangerous. */
  planning(): Promise<PlanContribution>;
  readonly judges: readonly RolloutJudge[];
  parseBuildOutput(output: BuildOutput): Parsed<readonly ImageReference[]>;
}

/**
 * Forgets a plugin's types without losing safety, for lists of plugins.
 *
 * @example
 * ```ts
 * import { exampleImage, memoryPlugin } from "@imagewright/core/testing";
 *
 * const plugins = [loadPlugin(memoryPlugin)];
 * plugins.map(({ id }) => id); // => ["memory"]
 * const target = { name: "a", provider: "memory", image: exampleImage.name, shelf: "top" };
 * plugins[0]?.bind(exampleImage, target).ok; // => true
 * ```
 */
export function loadPlugin<Target extends TargetHeader, Build extends string>(
  plugin: ProviderPlugin<string, Target, Build>,
): LoadedPlugin {
  return {
    id: plugin.id,
    title: plugin.title,
    diagnostics: plugin.diagnostics,
    carriers: plugin.carriers,
    imagePlaces: plugin.imagePlaces ?? [],
    webhooks: plugin.webhooks ?? [],
    manifestRules: plugin.manifestRules ?? [],
    textRules: async () => (await plugin.textRules?.()) ?? [],
    targetSchema: () => plugin.target.load(),
    templates: async () => (await plugin.templates?.()) ?? [],
    validate: (target) => plugin.target.validate(target),
    bind: (image, target) => readTarget(plugin, image, target),
    readManifest: plugin.readManifest,
    writeReference: plugin.writeReference,
    planning: async () => (await plugin.planning?.()) ?? { upgraders: [], guards: [] },
    judges: plugin.judges ?? [],
    parseBuildOutput: (output) =>
      plugin.parseBuildOutput?.(output) ?? { ok: true, value: [], diagnostics: [] },
  };
}
