import {
  type AmiLookupReference,
  type Architecture,
  type Diagnostic,
  type JsonObject,
  mapAt,
  objectKind,
  type Parsed,
  type SsmParameterReference,
  toParsed,
} from "@imagewright/core";

import { capaLookupDefaults, newestCapaVersion } from "../capa-version.ts";
import { imagePlaceOf } from "../image-places.ts";
import { instanceArchitecture } from "../instance-architecture.ts";
import { type AmiNameLookup, amiNameLookup } from "../lookup/ami-lookup-filters.ts";
import { eksLookupParameter } from "../lookup/eks-parameter.ts";
import { awsLookupDiagnostics } from "../lookup/lookup-diagnostics.ts";
import { readImageFields } from "../parse/read-image-fields.ts";
import { readManifest } from "../parse/read-manifest.ts";

/** What an object does not say itself, and CAPA takes from elsewhere. */
export interface ImageSurroundings {
  /** `version` of the Machine, MachineDeployment, MachinePool or KubeadmControlPlane. */
  readonly version?: string;
  /**
   * The AWSCluster, or the AWSManagedControlPlane of a cluster of EKS. Where it is left out, node
   * groups and an `eksLookupType` say that EKS manages the cluster, and nothing sets defaults.
   */
  readonly cluster?: JsonObject;
  /** Of the instance type, where its family is not known here. */
  readonly architecture?: Architecture;
  /** Release of CAPA; the newest known where left out. */
  readonly capaVersion?: string;
}

/** Where the value of a lookup field comes from. */
export type LookupSource = "cluster" | "default" | "machine";

/** How CAPA comes to an image, and the steps that lead there. */
export type ImageExplanation = { readonly steps: readonly string[] } & (
  | { readonly by: "id"; readonly id: string }
  | { readonly by: "parameter"; readonly parameter: SsmParameterReference }
  | {
      readonly by: "search";
      /** Every field filled in. */
      readonly lookup: AmiLookupReference;
      readonly sources: Readonly<Record<"baseOs" | "format" | "org", LookupSource>>;
      readonly search: AmiNameLookup;
    }
  | { readonly by: "eks"; readonly amiType: string; readonly releaseVersion: string | undefined }
);

/**
 * Explains which image CAPA takes for a machine template, machine or pool, step by step as its
 * controller decides.
 *
 * @returns refused where CAPA fails, or where the architecture is not known
 * @example
 * ```ts
 * const template = {
 *   apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
 *   kind: "AWSMachineTemplate",
 *   metadata: { name: "md-0" },
 *   spec: { template: { spec: { instanceType: "m7g.large", imageLookupOrg: "123456789012" } } },
 * };
 * const explained = explainImage(template, { version: "v1.34.1" });
 * explained.ok && explained.value.steps;
 * // => [
 * //      "ami.id is not set",
 * //      "the version is v1.34.1",
 * //      "imageLookupOrg is 123456789012, from the machine",
 * //      "imageLookupFormat is capa-ami-{{.BaseOS}}-?{{.K8sVersion}}-*, CAPA's default",
 * //      "imageLookupBaseOS is ubuntu-24.04, CAPA's default",
 * //      "the architecture is arm64",
 * //      "the newest AMI of 123456789012 named capa-ami-ubuntu-24.04-?1.34.1-* is taken",
 * //    ]
 * ```
 */
export function explainImage(
  object: JsonObject,
  surroundings: ImageSurroundings = {},
): Parsed<ImageExplanation> {
  const place = imagePlaceOf(object);
  const read = readManifest(object);
  if (!read.ok) {
    return read;
  }
  const fields = place === undefined ? undefined : mapAt(object, place.pointer);
  const isNodeGroup = place?.kind === "AWSManagedMachinePool";
  if (isNodeGroup && fields === undefined) {
    return explainNodeGroup(object);
  }
  if (place === undefined || place.of === "cluster" || fields === undefined) {
    return refused("the object makes no machines");
  }
  const reference = readImageFields(fields, place.pointer, place.of).reference?.reference;
  if (reference?.kind === "ami") {
    const steps = [`ami.id is ${reference.id}: it is taken as it stands`];
    return toParsed({ steps, by: "id", id: reference.id }, read.diagnostics);
  }
  const own = reference?.kind === "ami-lookup" ? reference : { kind: "ami-lookup" as const };
  const { cluster } = surroundings;
  const isEks =
    isNodeGroup ||
    (cluster === undefined
      ? own.eksLookupType !== undefined
      : objectKind(cluster)?.kind === "AWSManagedControlPlane");
  const architecture = architectureOf(fields, place.of, surroundings);
  return explainLookup(own, { architecture, isEks }, surroundings);
}

function explainNodeGroup(object: JsonObject): Parsed<ImageExplanation> {
  const spec = mapAt(object, "/spec") ?? {};
  const { amiType, amiVersion } = spec;
  const type = typeof amiType === "string" ? amiType : "AL2_x86_64";
  const releaseVersion = typeof amiVersion === "string" ? amiVersion : undefined;
  const which = releaseVersion === undefined ? "its newest release" : `release ${releaseVersion}`;
  const steps = ["there is no launch template", `EKS takes ${which} for the AMI type ${type}`];
  return toParsed({ steps, by: "eks", amiType: type, releaseVersion });
}

function explainLookup(
  own: AmiLookupReference,
  {
    architecture,
    isEks,
  }: { readonly architecture: Architecture | undefined; readonly isEks: boolean },
  { version = "", cluster, capaVersion = newestCapaVersion }: ImageSurroundings,
): Parsed<ImageExplanation> {
  if (version === "") {
    const facts = { message: "there is neither ami.id nor a version to search for" };
    return { ok: false, diagnostics: [awsLookupDiagnostics.report("AWS_LOOKUP_VERSION", facts)] };
  }
  if (architecture === undefined) {
    return refused("the architecture of the instance type is not known here");
  }
  const steps = ["ami.id is not set", `the version is ${version}`];
  const defaults = clusterLookup(cluster);
  const given = { ...defaults, ...own };
  const isByName = [given.format, given.org, given.baseOs].some((field) => field !== undefined);
  const facts = { kubernetesVersion: version, architecture, capaVersion };
  if (isEks && !isByName) {
    const parameter = eksLookupParameter({ ...own, ...facts });
    const type = own.eksLookupType ?? "no eksLookupType, which means Amazon Linux 2";
    const why = `EKS manages the cluster and no lookup field is set: ${type} decides`;
    return parameter.ok
      ? toParsed<ImageExplanation>(
          {
            steps: [
              ...steps,
              why,
              `the architecture is ${architecture}`,
              `SSM says what ${parameter.value.name} holds`,
            ],
            by: "parameter",
            parameter: parameter.value,
          },
          parameter.diagnostics,
        )
      : parameter;
  }
  const known = capaLookupDefaults(capaVersion);
  const sources = {
    org: sourceOf("org", own, defaults),
    format: sourceOf("format", own, defaults),
    baseOs: sourceOf("baseOs", own, defaults),
  };
  const { eksLookupType: ignored, ...named } = given;
  const lookup = { ...known, ...named };
  const search = amiNameLookup(lookup, facts);
  if (!search.ok) {
    return search;
  }
  const { owner, pattern } = search.value;
  return toParsed({
    steps: [
      ...steps,
      ...(ignored === undefined ? [] : [`eksLookupType ${ignored} is ignored`]),
      `imageLookupOrg is ${lookup.org}, ${said[sources.org]}`,
      `imageLookupFormat is ${lookup.format}, ${said[sources.format]}`,
      `imageLookupBaseOS is ${lookup.baseOs}, ${said[sources.baseOs]}`,
      `the architecture is ${architecture}`,
      `the newest AMI of ${owner} named ${pattern} is taken`,
    ],
    by: "search",
    lookup,
    sources,
    search: search.value,
  });
}

const said: Readonly<Record<LookupSource, string>> = {
  machine: "from the machine",
  cluster: "from the cluster",
  default: "CAPA's default",
};

function sourceOf(
  field: "baseOs" | "format" | "org",
  own: AmiLookupReference,
  cluster: Partial<AmiLookupReference>,
): LookupSource {
  if (own[field] !== undefined) {
    return "machine";
  }
  return cluster[field] === undefined ? "default" : "cluster";
}

function clusterLookup(cluster: JsonObject | undefined): Partial<AmiLookupReference> {
  const read = cluster === undefined ? undefined : readManifest(cluster);
  const reference = read?.ok === true ? read.value[0]?.reference : undefined;
  return reference?.kind === "ami-lookup" ? reference : {};
}

/** A launch template without an instance type counts as x86_64. */
function architectureOf(
  fields: JsonObject,
  of: "launch-template" | "machine",
  { architecture }: ImageSurroundings,
): Architecture | undefined {
  const { instanceType } = fields;
  const isNone = typeof instanceType !== "string" || instanceType === "";
  return isNone && of === "launch-template"
    ? "amd64"
    : (architecture ?? (isNone ? undefined : instanceArchitecture(instanceType)));
}

function refused(message: string): Parsed<never> {
  const found: Diagnostic = awsLookupDiagnostics.report("AWS_REFERENCE_INCOMPLETE", { message });
  return { ok: false, diagnostics: [found] };
}
