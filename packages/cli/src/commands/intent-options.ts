import { type Command, InvalidArgumentError, Option } from "commander";

import type { IntentFlags } from "../intent-flags.ts";
import type { PlanRequest } from "../make-plan.ts";
import { collect, once, parseMoment, refuseSecondInput } from "./option-values.ts";
import { collectVersions } from "./target-versions.ts";

/** What `plan` and `explain` are told about the plan that is to be made. */
export interface PlanFlags {
  readonly catalog?: string;
  readonly to?: string;
  readonly image?: string;
  readonly leaveDeprecated?: true;
  readonly intent?: string;
  readonly cluster?: readonly string[];
  readonly pace?: "fewer" | "lockstep";
  readonly through?: readonly string[];
  readonly pin?: readonly string[];
  readonly controlPlaneVersion?: string;
  readonly poolCluster?: string;
  readonly concurrency?: number;
  readonly approve?: true;
  readonly buildMissing?: true;
  readonly cleanUp?: true;
  readonly at?: string;
  readonly targetVersion?: Readonly<Record<string, string>>;
  readonly variables?: string;
  readonly whole?: true;
}

/** Gives a command the options that say what is to be planned. */
export function withIntentOptions(command: Command): Command {
  return command
    .option("-c, --catalog <file>", "catalog of the images there are", once)
    .option("--to <version>", "goal: a Kubernetes version, e.g. 1.34 or 1.34.11", parseVersion)
    .option("--image <record>", "goal: this image of the catalog wherever it fits", once)
    .option("--leave-deprecated", "goal: away from images that are deprecated, revoked or expired")
    .option("--intent <file>", "goal and everything below, as a file of kind UpgradeIntent", once)
    .option("--cluster <names>", "only these clusters, as [NAMESPACE/]NAME; * is any text", collect)
    .addOption(
      new Option(
        "--pace <pace>",
        "nodes follow every minor version, or only as skew demands",
      ).choices(["lockstep", "fewer"]),
    )
    .option("--through <versions>", "versions to pass through, e.g. 1.32.13,1.33.13", collectExact)
    .option("--pin <records>", "images to take where several fit", collect)
    .option(
      "--control-plane-version <version>",
      "what a control plane runs that no manifest describes",
      parseVersion,
    )
    .option("--pool-cluster <name>", "cluster of Karpenter's pools, as [NAMESPACE/]NAME", once)
    .option("--concurrency <number>", "node groups of a cluster that move at once", parseCount)
    .option("--approve", "let a person agree before each control plane's step")
    .option("--build-missing", "let images that are missing be built as steps")
    .option("--clean-up", "delete templates that are out of use by a last step")
    .option(
      "--at <moment>",
      "when the images are needed, e.g. 2026-11-03T10:00:00Z; now where left out",
      parseMoment,
    )
    .option(
      "--target-version <versions>",
      "what runs in the management cluster, e.g. capi=1.12.3, by commas or repeated",
      collectVersions,
    )
    .option("--variables <file>", "values of clusterctl variables: a YAML map", once)
    .option("--whole", "refuse references to what is not among the manifests");
}

/** Refuses what contradicts itself, as far as the command line tells. */
export function refuseUnclearIntent(
  command: Command,
  files: readonly string[],
  flags: PlanFlags,
): void {
  const { catalog = "", variables = "", intent } = flags;
  refuseSecondInput(command, [...files, catalog, variables, intent ?? ""]);
  const goals = [
    ...(flags.to === undefined ? [] : ["--to"]),
    ...(flags.image === undefined ? [] : ["--image"]),
    ...(flags.leaveDeprecated === undefined ? [] : ["--leave-deprecated"]),
    ...(intent === undefined ? [] : ["--intent"]),
  ];
  if (goals.length === 0) {
    command.error(
      "error: say where the clusters are to go, with --to, --image, --leave-deprecated or --intent",
    );
  }
  if (goals.length > 1) {
    command.error(`error: ${goals.join(" and ")} exclude each other`);
  }
}

/** What a plan is made from. */
export function requestOf(files: readonly string[], flags: PlanFlags, now: string): PlanRequest {
  const { catalog, variables, intent, poolCluster, targetVersion = {}, whole = false } = flags;
  return {
    files,
    ...(catalog !== undefined && { catalog }),
    ...(variables !== undefined && { variables }),
    ...(intent !== undefined && { intentFile: intent }),
    intent: intentFlagsOf(flags),
    ...(poolCluster !== undefined && { poolCluster }),
    targetVersions: targetVersion,
    isWhole: whole,
    at: flags.at ?? now,
  };
}

/** What flags say of the intent, without what they say about reading. */
function intentFlagsOf(flags: PlanFlags): IntentFlags {
  const { to, image, leaveDeprecated, cluster, pace, through, pin } = flags;
  const { controlPlaneVersion, concurrency, approve, buildMissing, cleanUp } = flags;
  return {
    ...(to !== undefined && { goal: { kubernetesVersion: to } }),
    ...(image !== undefined && { goal: { image } }),
    ...(leaveDeprecated !== undefined && { goal: { images: "supported" } }),
    ...(cluster !== undefined && { clusters: cluster }),
    ...(pace !== undefined && { pace }),
    ...(through !== undefined && { through }),
    ...(pin !== undefined && { images: pin }),
    ...(controlPlaneVersion !== undefined && { controlPlaneVersion }),
    ...(concurrency !== undefined && { concurrency }),
    ...(approve !== undefined && { approve: "controlPlane" }),
    ...(buildMissing !== undefined && { buildMissing: true }),
    ...(cleanUp !== undefined && { cleanUp: true }),
  };
}

const version =
  /^v?(?<bare>(?:0|[1-9]\d{0,3})(?:\.(?:0|[1-9]\d{0,3})){1,2}(?:[-+][0-9A-Za-z.+-]+)?)$/u;

/** A Kubernetes version, with or without `v`, of two numbers or three. */
function parseVersion(value: string, previous: string | undefined): string {
  const bare = version.exec(once(value, previous))?.groups?.["bare"];
  if (bare === undefined) {
    throw new InvalidArgumentError("It needs the form 1.34 or 1.34.11.");
  }
  return bare;
}

function collectExact(value: string, previous: readonly string[] | undefined): readonly string[] {
  const versions = collect(value, undefined).map((one) => parseVersion(one, undefined));
  if (versions.some((one) => !/^\d+\.\d+\.\d/u.test(one))) {
    throw new InvalidArgumentError("Each needs three numbers, as 1.33.13.");
  }
  return [...(previous ?? []), ...versions];
}

function parseCount(value: string, previous: number | undefined): number {
  once(value, previous?.toString());
  if (!/^[1-9]\d{0,5}$/u.test(value)) {
    throw new InvalidArgumentError("It needs a whole number from 1.");
  }
  return Number(value);
}
