import {
  type Distribution,
  formatKubernetesVersion,
  parseKubernetesVersion,
} from "@imagewright/core";

import table from "./data/hypervisors.json" with { type: "json" };
import systems from "./data/systems.json" with { type: "json" };
import type { CloudStackHypervisor } from "./options.ts";

/** What the name of a template tells by custom: `ubuntu-2404-kube-v1.34.1-kvm`. */
export interface CloudStackTemplateName {
  /** image-builder's name of the build. @example "ubuntu-2404" */
  readonly buildName: string;
  /** Without the leading `v`. */
  readonly kubernetesVersion: string;
  readonly hypervisor?: CloudStackHypervisor;
  /** What the build's name tells of the operating system, where it is one of image-builder's. */
  readonly os?: { readonly distribution: Distribution; readonly release: string };
}

const form =
  /^(?<buildName>[^\s/]{1,128}?)-kube-v(?<version>\d{1,3}\.\d{1,3}\.\d{1,3}(?:-(?:alpha|beta|rc)\.\d{1,3})?)(?:-(?<suffix>[a-z]{1,16}))?$/u;

/**
 * Reads the name of a template as the prebuilt images of CAPC are named.
 *
 * @returns undefined for a name of another form: it tells nothing, which is no fault
 * @example
 * ```ts
 * parseTemplateName("ubuntu-2404-kube-v1.32.3-kvm");
 * // => {
 * //      buildName: "ubuntu-2404",
 * //      kubernetesVersion: "1.32.3",
 * //      hypervisor: "KVM",
 * //      os: { distribution: "ubuntu", release: "24.04" },
 * //    }
 * parseTemplateName("golden-image"); // => undefined
 * ```
 */
export function parseTemplateName(name: string): CloudStackTemplateName | undefined {
  const { buildName, version, suffix } = form.exec(name)?.groups ?? {};
  const kubernetes = version === undefined ? undefined : parseKubernetesVersion(version);
  const row = table.hypervisors.find((one) => one.suffix === suffix);
  if (buildName === undefined || kubernetes === undefined || (suffix !== undefined && !row)) {
    return undefined;
  }
  const os = systemOf(buildName);
  return {
    buildName,
    kubernetesVersion: formatKubernetesVersion(kubernetes),
    ...(row !== undefined && { hypervisor: hypervisorOf(row.name) }),
    ...(os !== undefined && { os }),
  };
}

/**
 * The name of a template, as the prebuilt images of CAPC are named.
 *
 * @example
 * ```ts
 * formatTemplateName({
 *   buildName: "rockylinux-9",
 *   kubernetesVersion: "1.32.3",
 *   hypervisor: "XenServer",
 * });
 * // => "rockylinux-9-kube-v1.32.3-xen"
 * ```
 */
export function formatTemplateName({
  buildName,
  kubernetesVersion,
  hypervisor,
}: Omit<CloudStackTemplateName, "os">): string {
  const row = table.hypervisors.find(({ name }) => name === hypervisor);
  const suffix = row === undefined ? "" : `-${row.suffix}`;
  return `${buildName}-kube-v${kubernetesVersion}${suffix}`;
}

/** A version in a name: `ubuntu-2404-kube-v1.34.1-kvm`. A name without one gives no verdict. */
const versionInName = /(?<![\d.])v?(?<version>1\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/gu;

/** Kubernetes versions that a name tells, whatever its form; without `v` and pre-release. */
export function versionsInName(name: string): readonly string[] {
  return [...name.matchAll(versionInName)].map(({ groups }) => groups?.["version"] ?? "");
}

/** The operating system of a build of image-builder: `ubuntu-2404` is Ubuntu 24.04. */
function systemOf(buildName: string): CloudStackTemplateName["os"] {
  const { prefix, digits = "" } =
    /^(?<prefix>[a-z]+)-(?<digits>\d{1,4})(?:-|$)/u.exec(buildName)?.groups ?? {};
  const row = systems.systems.find((one) => one.prefix === prefix);
  if (row === undefined) {
    return undefined;
  }
  const release = row.dotted === true ? `${digits.slice(0, 2)}.${digits.slice(2)}` : digits;
  return { distribution: distributionOf(row.distribution), release };
}

const distributions: readonly Distribution[] = ["centos", "rhel", "rocky", "ubuntu"];
const hypervisors: readonly CloudStackHypervisor[] = ["KVM", "VMware", "XenServer"];

function distributionOf(text: string): Distribution {
  return oneOf(distributions, text);
}

function hypervisorOf(text: string): CloudStackHypervisor {
  return oneOf(hypervisors, text);
}

function oneOf<Name extends string>(names: readonly Name[], text: string): Name {
  const name = names.find((one) => one === text);
  if (name === undefined) {
    throw new Error(`the table has ${text}, which is none of ${names.join(", ")}`);
  }
  return name;
}
