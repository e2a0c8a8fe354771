import {
  type Diagnostic,
  hasErrors,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectKind,
} from "@imagewright/core";

import type { CustomResourceSource } from "../crd/custom-resource-source.ts";
import { checkEmbedded } from "../schema/check-embedded.ts";
import { checkListTypes } from "../schema/check-list-types.ts";
import { CheckState } from "../schema/check-state.ts";
import { checkValue } from "../schema/check-value.ts";
import type { Preparation, UnknownFields } from "../schema/prepare-value.ts";
import { serverFeatures } from "../schema/server-features.ts";
import { type FieldValidation, type JudgeOptions, refused, type Verdict } from "../verdict.ts";
import { askToMutate, askToValidate, webhooksFor } from "./ask-webhooks.ts";
import { checkCreation } from "./check-creation.ts";
import { checkIdentity } from "./check-identity.ts";
import { checkPlain } from "./check-plain.ts";
import { checkScale } from "./check-scale.ts";
import { checkDeprecation, findVersion, type KnownObject } from "./find-version.ts";
import { judgeRules } from "./judge-rules.ts";
import { prepareObject, settleStatus } from "./prepare-object.ts";
import { type Baseline, readBaseline } from "./read-baseline.ts";
import { sumUpUnchecked } from "./sum-up-unchecked.ts";

/**
 * Judges a creation, or an update where there is an old object, in the order of an API server: what
 * it reads is pruned and gets its defaults; mutating webhooks change it, and it gets defaults again;
 * then schema, embedded objects, list types and rules are judged, and validating webhooks last.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/1aa2717a552ee6ca1e2a18f1f8ffccde981db923/pkg/registry/customresource/strategy.go
 */
export function judge(
  object: JsonValue,
  old: JsonValue | undefined,
  source: CustomResourceSource,
  options: JudgeOptions,
): Verdict {
  const fault = checkPlain(object) ?? (old === undefined ? undefined : checkPlain(old));
  if (fault !== undefined) {
    return refused([fault]);
  }
  const known = findVersion(object, source);
  if ("code" in known) {
    return refused([known]);
  }
  if (old === undefined) {
    return judgeKnown(known, { object: undefined }, [], options);
  }
  const replaced = isJsonObject(old) ? old : {};
  const identity = checkIdentity(known.object, replaced);
  return objectKind(replaced)?.kind === known.kind.kind
    ? judgeKnown(known, readBaseline(replaced, known), identity, options)
    : refused(identity);
}

const unknownFields: Readonly<Record<FieldValidation, UnknownFields>> = {
  Strict: "refuse",
  Warn: "warn",
  Ignore: "drop",
};

function judgeKnown(
  known: KnownObject,
  baseline: Baseline,
  identity: readonly Diagnostic[],
  options: JudgeOptions,
): Verdict {
  const { webhooks = [], targetVersions = {}, fieldValidation = "Strict" } = options;
  const state = CheckState.start(serverFeatures(targetVersions));
  const preparation: Preparation = {
    state,
    unknownFields: unknownFields[fieldValidation],
    pruned: [],
    strangers: new WeakMap(),
  };
  const oldObject = baseline.object;
  if (baseline.unknown !== undefined) {
    state.leave("transition", baseline.unknown);
  } else if (oldObject === undefined) {
    checkCreation(known.object, state);
  }
  const asked = webhooksFor(known.kind, webhooks, state);
  const call = { webhooks: asked, targetVersions, oldObject, state };
  const prepared = prepareObject(known.object, known.resource, known.version, preparation);
  const mutation = askToMutate(prepared, call, (changed) =>
    prepareObject(changed, known.resource, known.version, {
      ...preparation,
      unknownFields: "warn",
    }),
  );
  const whole = settleStatus(known.object, mutation.object, oldObject, known.version, preparation);
  checkSchema(whole, known, oldObject, preparation);
  const diagnostics = [
    ...identity,
    ...state.diagnostics(),
    ...checkDeprecation(known),
    ...mutation.diagnostics,
    ...judgeRules(whole, known.version.schema, baseline, state),
    ...(state.isBlocked
      ? skipWebhooks(call)
      : beyond(askToValidate(whole, call), state.diagnostics())),
    ...sumUpUnchecked(state.unchecked),
  ];
  const admitted = !hasErrors(diagnostics);
  const { unchecked } = state;
  const stored = admitted ? whole : undefined;
  return { admitted, diagnostics, stored, pruned: preparation.pruned, unchecked };
}

function checkSchema(
  object: JsonObject,
  { version }: KnownObject,
  old: JsonObject | undefined,
  preparation: Preparation,
): void {
  const { state } = preparation;
  const { schema } = version;
  checkValue(object, schema, preparation, old);
  checkScale(object, version.replicasPath, state);
  checkEmbedded(object, schema, { ...preparation, namespaced: undefined, isEmbedded: true });
  const mayRepeat = old !== undefined && state.features.ratcheting && hasDuplicates(old, version);
  if (!mayRepeat) {
    checkListTypes(object, schema, state);
  }
}

/** Lists that held the same item twice before may go on doing so, and any other list with them. */
function hasDuplicates(old: JsonObject, { schema }: KnownObject["version"]): boolean {
  const state = CheckState.start();
  checkListTypes(old, schema, state);
  return state.hasErrors;
}

/** What webhooks find at places where the schema has found nothing: the others are told already. */
function beyond(found: readonly Diagnostic[], told: readonly Diagnostic[]): readonly Diagnostic[] {
  const faults = told.filter(({ severity }) => severity === "error");
  const places = new Set(faults.map(({ pointer }) => pointer));
  return found.filter(({ pointer }) => !places.has(pointer));
}

/** An object that breaks its schema never gets as far as a validating webhook. */
function skipWebhooks({ webhooks, state }: Parameters<typeof askToValidate>[1]): readonly [] {
  if (webhooks.some(({ validate }) => validate !== undefined)) {
    state.leave("webhook", "webhooks are asked once the errors of the schema are corrected");
  }
  return [];
}
