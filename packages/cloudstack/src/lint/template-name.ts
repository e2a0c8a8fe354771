import { infrastructureGroup, templateOwners } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type JsonObject,
  type ManifestRule,
  type ManifestSet,
  showValue,
} from "@imagewright/core";

import { capcText } from "../capc-text.ts";
import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { cloudStackClusterOf, domainsOf } from "../machine-owners.ts";
import { parseTemplateName } from "../template-name.ts";
import { type MachineContext, machineRule } from "./machine-rule.ts";

/**
 * The name of a template is one it can have. Whether it tells of the Kubernetes version that is to
 * run is a rule of Cluster API, whatever the provider.
 */
export const templateNameRule: ManifestRule = machineRule((context) => {
  const name = capcText(context.machine, "/template/name");
  return name === "" ? [] : [...checkExtension(name, context), ...checkHypervisor(name, context)];
});

function pointerOf({ at }: MachineContext): string {
  return `${at}/template/name`;
}

const extension = /\.(?:qcow2|img|raw|vhdx?|ova|vmdk)(?:\.(?:zip|gz|bz2))?$/iu;

/** By custom a template is named as its file is, without extensions. */
function checkExtension(name: string, context: MachineContext): readonly Diagnostic[] {
  if (!extension.test(name)) {
    return [];
  }
  const facts = {
    message: "the name of the template looks like that of a file",
    pointer: pointerOf(context),
    found: showValue(name),
    expected: showValue(name.replace(extension, "")),
  };
  return [cloudstackDiagnostics.report("CLOUDSTACK_NAME_FILE", facts)];
}

/** Names of templates for each hypervisor, by cluster. */
type ClusterTemplates = ReadonlyMap<JsonObject, ReadonlyMap<string, ReadonlySet<string>>>;

const templates = new WeakMap<ManifestSet, ClusterTemplates>();

/** In a cluster of one zone, templates are for one hypervisor. */
function checkHypervisor(name: string, context: MachineContext): readonly Diagnostic[] {
  const { object, machine, manifests } = context;
  const mine = parseTemplateName(name)?.hypervisor;
  const [cluster] = clustersOf(object, manifests);
  const isOneZone = domainsOf(object, machine, manifests).length === 1;
  if (mine === undefined || cluster === undefined || !isOneZone) {
    return [];
  }
  const known = templates.get(manifests) ?? templatesOf(manifests);
  templates.set(manifests, known);
  const others = [...(known.get(cluster) ?? [])].filter(([hypervisor]) => hypervisor !== mine);
  if (others.length === 0) {
    return [];
  }
  const names = others.flatMap(([, found]) => [...found]).join(", ");
  const message = `the template is for ${mine}, others of the same cluster are not: ${names}`;
  const facts = { message, pointer: pointerOf(context), found: showValue(name) };
  return [cloudstackDiagnostics.report("CLOUDSTACK_HYPERVISORS", facts)];
}

function templatesOf(manifests: ManifestSet): ClusterTemplates {
  const found = new Map<JsonObject, Map<string, Set<string>>>();
  for (const object of manifests.ofKind(infrastructureGroup, "CloudStackMachineTemplate")) {
    const name = capcText(object, "/spec/template/spec/template/name");
    const hypervisor = parseTemplateName(name)?.hypervisor;
    if (hypervisor === undefined) {
      continue;
    }
    for (const cluster of clustersOf(object, manifests)) {
      const names = found.get(cluster) ?? new Map<string, Set<string>>();
      names.set(hypervisor, (names.get(hypervisor) ?? new Set()).add(name));
      found.set(cluster, names);
    }
  }
  return found;
}

/** The CloudStackClusters that machines made from a template belong to. */
function clustersOf(object: JsonObject, manifests: ManifestSet): readonly JsonObject[] {
  const clusters = templateOwners(object, manifests).map(({ cluster }) =>
    cloudStackClusterOf(cluster, manifests),
  );
  return [...new Set(clusters)].filter((cluster) => cluster !== undefined);
}
