import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type ImageReference,
  isJsonObject,
  type JsonObject,
  listAt,
  type ManifestRule,
  manifestSet,
  type NodeImage,
  objectKind,
  parseImageReference,
  valueAt,
} from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { controlPlaneGroup } from "../image-places.ts";
import { amazonLinux2Rule } from "../lint/amazon-linux-2-rule.ts";
import { amiTypeArchitectureRule } from "../lint/ami-type-architecture-rule.ts";
import { amiVersionRule } from "../lint/ami-version-rule.ts";
import { bootstrapPlainRule } from "../lint/bootstrap-plain-rule.ts";
import { capaFieldRules } from "../lint/capa-field-rules.ts";
import { hopLimitRule } from "../lint/hop-limit-rule.ts";
import { launchTemplateImageRule } from "../lint/launch-template-image-rule.ts";
import { launchTemplateInstanceRule } from "../lint/launch-template-instance-rule.ts";
import { poolArchitecturesRule } from "../lint/pool-architectures-rule.ts";
import { refreshDisabledRule } from "../lint/refresh-disabled-rule.ts";
import { rootDeviceRule } from "../lint/root-device-rule.ts";
import { templateMachineRule } from "../lint/template-machine-rule.ts";
import { volumeRule } from "../lint/volume-rule.ts";
import type { AwsImageChoice } from "../machine-options.ts";
import { lookupReference } from "../render/image-fields.ts";
import { awsWebhooks } from "../webhooks/index.ts";

/** Hazards that an object shows by itself; those of its image are judged by the choice. */
const hazards: readonly ManifestRule[] = [
  ...capaFieldRules,
  hopLimitRule,
  rootDeviceRule,
  volumeRule,
  refreshDisabledRule,
  bootstrapPlainRule,
  poolArchitecturesRule,
  launchTemplateInstanceRule,
  templateMachineRule,
  amazonLinux2Rule,
  amiTypeArchitectureRule,
  amiVersionRule,
  launchTemplateImageRule,
];

/** Where options stand that have another name or place than the field. */
const places: readonly (readonly [RegExp, string])[] = [
  [/^(?:\/awsLaunchTemplate)?\/ami\/eksLookupType/u, "/lookup/eksLookupType"],
  [/^\/subnet\//u, "/subnetFilters/"],
  [/^\/subnetIDs/u, "/subnetIds"],
];

/**
 * What CAPA would say about an object, before it is rendered: its webhooks, and hazards that one
 * object shows. Findings at an option that another rule has found fault with are not repeated.
 *
 * @param at - JSON Pointer of the options
 */
export function checkRendered(
  object: JsonObject,
  image: NodeImage,
  at: string,
  {
    capaVersion,
    found,
  }: { readonly capaVersion: string | undefined; readonly found: readonly Diagnostic[] },
): readonly Diagnostic[] {
  const named = objectKind(object);
  if (named === undefined) {
    return [];
  }
  const targetVersions = capaVersion === undefined ? {} : { capa: capaVersion };
  const manifests = manifestSet([object, ...surroundings(object, named.kind, image)]);
  const told = new Set(found.map(({ pointer }) => pointer));
  const refused = awsWebhooks
    .filter(({ group, kinds }) => group === named.group && kinds.includes(named.kind))
    .flatMap((webhook) => webhook.validate?.({ object, targetVersions }) ?? []);
  const hazardous = hazards
    .filter(({ group, kinds }) => group === named.group && kinds.includes(named.kind))
    .flatMap(({ check }) => check({ ...named, object, manifests, targetVersions }));
  return [...refused, ...hazardous, ...checkLengths(object)]
    .map((diagnostic) => ({ ...diagnostic, pointer: `${at}${optionOf(diagnostic.pointer)}` }))
    .filter(({ pointer }) => !told.has(pointer));
}

/** The image a choice will write, as far as it matters to the rest of the object. */
export function placeholderOf({ reference, lookup }: AwsImageChoice): ImageReference {
  const parsed = reference === undefined ? undefined : parseImageReference(reference);
  const given = parsed?.ok === true ? parsed.value : undefined;
  if (given?.kind === "ami-lookup") {
    return given;
  }
  return lookup === undefined ? { kind: "ami", id: "ami-00000000" } : lookupReference(lookup);
}

/** Longest lists of the definitions, below a machine or a pool. */
const lengths = [
  ["/networkInterfaces", 2],
  ["/ignition/proxy/noProxy", 64],
  ["/ignition/tls/certificateAuthorities", 64],
] as const;

function checkLengths(object: JsonObject): readonly Diagnostic[] {
  const at = valueAt(object, "/spec/template/spec") === undefined ? "/spec" : "/spec/template/spec";
  return lengths.flatMap(([field, longest]) => {
    const length = listAt(object, `${at}${field}`)?.length ?? 0;
    const message = `the list has ${length} items, and at most ${longest} are admitted`;
    return length > longest
      ? [awsDiagnostics.report("AWS_LIST_LENGTH", { message, pointer: `${at}${field}` })]
      : [];
  });
}

function optionOf(pointer: string): string {
  const field = pointer.replace(/^\/spec(?:\/template\/spec)?/u, "");
  const known = places.find(([form]) => form.test(field));
  return known === undefined ? field : field.replace(known[0], known[1]);
}

/** The owner that a node group will have: its version is the image's. */
function surroundings(object: JsonObject, kind: string, image: NodeImage): readonly JsonObject[] {
  if (kind !== "AWSManagedMachinePool") {
    return [];
  }
  const { metadata = {} } = object;
  const plane = { apiGroup: controlPlaneGroup, kind: "AWSManagedControlPlane", name: "plane" };
  const infrastructureRef = {
    apiGroup: infrastructureGroup,
    kind,
    name: isJsonObject(metadata) ? (metadata["name"] ?? "") : "",
  };
  const version = `v${image.kubernetes.version}`;
  return [
    {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind: "MachinePool",
      metadata: { name: "pool" },
      spec: { clusterName: "cluster", template: { spec: { version, infrastructureRef } } },
    },
    {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind: "Cluster",
      metadata: { name: "cluster" },
      spec: { controlPlaneRef: plane },
    },
    {
      apiVersion: `${controlPlaneGroup}/v1beta2`,
      kind: plane.kind,
      metadata: { name: "plane" },
      spec: { version },
    },
  ];
}
