import { type JsonObject, replaceAt, textAt } from "@imagewright/core";
import { objectText, type PatchChange, type StepDraft } from "@imagewright/core/plan";

import { patchesOf } from "./group-objects.ts";
import { isByMinor } from "./image-source.ts";
import { type ImageQuestion, versionPointer } from "./named-image.ts";
import { type NodeadmBootstrap, withBootstrap } from "./nodeadm-bootstrap.ts";
import { minorsBetween, versionLike } from "./version-form.ts";

/** A pool, and everything that it is to become. */
export interface PoolTarget extends ImageQuestion {
  /** What starts its instances, where that changes. */
  readonly booted: NodeadmBootstrap | undefined;
  /** The pool with its image. */
  readonly pool: JsonObject;
  readonly adapt: ((pool: JsonObject) => JsonObject) | undefined;
}

/** Versions of a pool, as they are written. */
export interface PoolVersions {
  readonly before: string | undefined;
  /** What is written first, where the pool names no version: what it runs. */
  readonly pinned: string | undefined;
  readonly after: string | undefined;
}

/**
 * Versions before and after.
 *
 * @param pinsFirst - whether a pool that names none is given the one it runs before the control
 *   plane moves: CAPA does not move it otherwise, and nobody could tell afterwards that it lags
 */
export function poolVersions(target: PoolTarget, pinsFirst: boolean): PoolVersions {
  const { upgrade, parts, source, context, pool } = target;
  const { version, movesControlPlane } = context;
  const { from } = upgrade;
  const written = textAt(parts.owner.object, versionPointer(upgrade));
  const isUntold = written === undefined && movesControlPlane;
  const isPinned = isUntold && pinsFirst && from !== undefined;
  const pinned = isPinned ? versionLike("v", from) : undefined;
  const before = written ?? pinned;
  const isMoved = before !== undefined || isUntold || pool !== parts.infrastructure.object;
  // Another patch of the version changes nothing then.
  const isThere = before !== undefined && isByMinor(source) && minorsBetween(before, version) === 0;
  const wanted = isThere ? before : versionLike(before ?? "v", version);
  return { before, pinned, after: isMoved ? wanted : undefined };
}

/** What changes in the owner, and in the pool. */
export function poolChanges(
  { upgrade, parts, booted, pool, adapt }: PoolTarget,
  { before, pinned, after }: PoolVersions,
): { readonly owner: readonly PatchChange[]; readonly pool: readonly PatchChange[] } {
  const { owner, infrastructure } = parts;
  const pointer = versionPointer(upgrade);
  const write = (object: JsonObject, version: string | undefined): JsonObject =>
    version === undefined ? object : (replaceAt(object, pointer, version) ?? object);
  const start = write(owner.object, pinned);
  const versioned = write(start, after);
  const reference = upgrade.group.bootstrap?.place.pointer ?? "";
  const isSame = before === after && pool === infrastructure.object;
  return {
    owner: patchesOf(
      { ...owner, object: start },
      booted === undefined ? versioned : withBootstrap(versioned, reference, booted),
    ),
    pool: patchesOf(infrastructure, isSame ? pool : (adapt?.(pool) ?? pool)),
  };
}

/** Writes down what a pool runs. */
export function pinStep({ upgrade, parts }: PoolTarget, version: string): StepDraft {
  const { owner } = parts;
  const pinned = replaceAt(owner.object, versionPointer(upgrade), version) ?? owner.object;
  return {
    class: "change",
    action: "freeze",
    title: `Keep ${objectText(owner.address)} at ${version}`,
    reason: "CAPA upgrades no pool without a version, and nobody could tell what it runs.",
    effects: patchesOf(owner, pinned),
    rollback: "revert",
  };
}
