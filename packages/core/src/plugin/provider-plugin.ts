import type { Artifact } from "../artifact.ts";
import type { Diagnostic, DiagnosticSet, Parsed } from "../diagnostic.ts";
import type { ImageQuery } from "../image/image-catalog.ts";
import type { ImageRecord } from "../image/image-record.ts";
import type { ImageReference, ImageReferenceKind } from "../image/image-reference.ts";
import type { NodeImage } from "../image/node-image.ts";
import type { JsonObject } from "../json-value.ts";
import type { PlanContribution } from "../plan/plan-contribution.ts";
import type { RolloutJudge } from "../rollout/rollout-judge.ts";
import type { Schema } from "../schema/schema.ts";
import type { TargetHeader } from "../spec/spec-document.ts";
import type { TemplateSource } from "../template/parse-template.ts";
import type { TemplateOverrides } from "../template/template-overrides.ts";
import type { ImagePlace } from "./image-place.ts";
import type { ManifestRule } from "./manifest-rule.ts";
import type { Webhook } from "./webhook.ts";

/**
 * How much of a manifest is written: `snippet` is the fragment the upstream documentation shows,
 * `complete` is what an API server admits.
 */
export type RenderMode = "snippet" | "complete";

/** What a renderer of build inputs sees. Everything in it has been validated. */
export interface BuildContext<Target> {
  readonly image: NodeImage;
  readonly target: Target;
  /** The user's own templates, by the name of the built-in they replace. */
  readonly overrides: TemplateOverrides;
}

/** Renders one file the builder reads, or nothing where the target does not ask for it. Pure. */
export type BuildRenderer<Target> = (context: BuildContext<Target>) => Artifact | undefined;

/** One manifest a target asks for: what its image has to be, and how it looks once it is found. */
export interface ManifestRequest {
  /** JSON Pointer, inside the target, to what asks for it. */
  readonly pointer: string;
  /** Kind of the object, or another name of the artifact: `AWSMachineTemplate`, `user-data`. */
  readonly kind: string;
  /** File name below the target's folder; different for each request. */
  readonly path: string;
  /** What is looked up in the catalog; left out where the manifest points at no image. */
  readonly image?: ImageRequirement;
  /** @throws {ImagewrightError} `VALUE_REFUSED` if a value cannot be carried exactly */
  readonly render: (context: ManifestContext) => Artifact;
}

/** Where the image has to be, or the reference that is written as it stands. */
export type ImageRequirement =
  | {
      readonly by: "catalog";
      /** Kinds of reference the manifest can carry. */
      readonly kinds: readonly ImageReferenceKind[];
      /** Region or zone. */
      readonly location?: string;
      /** Narrows the query further, by name of a record for example. */
      readonly query?: ImageQuery;
    }
  | { readonly by: "reference"; readonly reference: ImageReference };

/** What a manifest is rendered from. */
export interface ManifestContext {
  readonly mode: RenderMode;
  /** Absent only if the request asks for no image. */
  readonly reference?: ImageReference;
  /** The record behind the reference; absent for a reference that was given. */
  readonly record?: ImageRecord;
}

/**
 * One judgement about an image and a target that no schema can make.
 *
 * Pointers are relative to the target; `/image/…` leads into the image the target names.
 */
export type TargetRule<Target> = (
  context: Pick<BuildContext<Target>, "image" | "target">,
) => readonly Diagnostic[];

/** How objects of a kind are changed when they get another image. */
export type ImageUpdate =
  /** A copy under a new name; the owner then refers to the copy. */
  | "rotate"
  /** The object itself. */
  | "in-place";

/** One kind of object that carries an image: what a plan has to look for. */
export interface ImageCarrier {
  /** @example "infrastructure.cluster.x-k8s.io" */
  readonly group: string;
  /** Versions that are read, oldest first. */
  readonly versions: readonly string[];
  readonly kind: string;
  readonly update: ImageUpdate;
}

/** One place of a manifest that points at an image. */
export interface FoundReference {
  /** JSON Pointer inside the object. */
  readonly pointer: string;
  readonly reference: ImageReference;
}

/** What a builder left behind; at least one of them. */
export interface BuildOutput {
  /** What Packer prints for people. */
  readonly log?: string;
  /** What Packer prints with `-machine-readable`. */
  readonly machineReadable?: string;
  /** The manifest post-processor's file. */
  readonly manifest?: string;
}

/** A provider: what its targets say, and everything that is made from them. No side effects. */
export interface ProviderPlugin<
  Id extends string,
  Target extends TargetHeader,
  Build extends string,
> {
  readonly id: Id;
  /** @example "Cluster API on AWS" */
  readonly title: string;
  /** The target type and its schema; `provider` is the plugin's id. */
  readonly target: Schema<Target>;
  readonly diagnostics: readonly DiagnosticSet[];
  /** Everything the schema cannot say; an error keeps the target from being rendered. */
  readonly rules: readonly TargetRule<Target>[];
  /** Files the builder reads, by name. */
  readonly builds: Readonly<Record<Build, BuildRenderer<Target>>>;
  /** Everything that points at the image or boots it. */
  readonly manifests: (context: BuildContext<Target>) => readonly ManifestRequest[];
  /**
   * The built-in templates that `overrides` can replace, with their sources; loaded when they are
   * asked for. Left out by plugins that render none.
   */
  readonly templates?: () => Promise<readonly TemplateSource[]>;
  /** Kinds of object that carry an image of this provider. */
  readonly carriers: readonly ImageCarrier[];
  /** The references an object holds; empty for an object of another kind. */
  readonly readManifest: (object: JsonObject) => Parsed<readonly FoundReference[]>;
  /**
   * The object with another image at a place that `readManifest` found; everything else of it is
   * left as it is. A form of reference the place cannot carry without loss is refused. Writing
   * what was read changes nothing.
   */
  readonly writeReference?: (object: JsonObject, found: FoundReference) => Parsed<JsonObject>;
  /** Where its machine templates name images: what patches of cluster classes write. */
  readonly imagePlaces?: readonly ImagePlace[];
  /** What the owners' webhooks say about the kinds of this provider. */
  readonly webhooks?: readonly Webhook[];
  /** Hazards of this provider's kinds that schema and webhooks let pass. */
  readonly manifestRules?: readonly ManifestRule[];
  /**
   * Rules that read texts inside objects, such as user data; loaded when they are asked for, since
   * importing a plugin loads no parser.
   */
  readonly textRules?: () => Promise<readonly ManifestRule[]>;
  /**
   * How groups of this provider are upgraded, and what makes that dangerous; loaded when it is
   * asked for.
   */
  readonly planning?: () => Promise<PlanContribution>;
  /** Whether rollouts of this provider's kinds are finished. */
  readonly judges?: readonly RolloutJudge[];
  /** The images a build made; a log that names none is a diagnostic. Left out by plugins that build nothing. */
  readonly parseBuildOutput?: (output: BuildOutput) => Parsed<readonly ImageReference[]>;
}

/**
 * Declares a provider: the value is the declaration, and all its types flow from it.
 *
 * @example
 * ```ts
 * import { memoryPlugin } from "@imagewright/core/testing";
 *
 * const plugin = definePlugin({
 *   id: "memory",
 *   title: "Shelves in memory",
 *   target: memoryPlugin.target,
 *   diagnostics: [],
 *   rules: [],
 *   builds: {
 *     note: ({ image, target }) => ({
 *       path: "note.txt",
 *       mediaType: "text/plain",
 *       text: `${image.name} on shelf ${target.shelf}\n`,
 *     }),
 *   },
 *   manifests: () => [],
 *   carriers: [],
 *   readManifest: () => toParsed([]),
 * });
 * plugin.id; // => "memory"
 * ```
 */
export function definePlugin<
  const Id extends string,
  Target extends TargetHeader,
  const Build extends string,
>(plugin: ProviderPlugin<Id, Target, Build>): ProviderPlugin<Id, Target, Build> {
  return Object.freeze(plugin);
}

/** The target type of a plugin. */
export type TargetOf<Plugin> =
  Plugin extends ProviderPlugin<string, infer Target, string> ? Target : never;
