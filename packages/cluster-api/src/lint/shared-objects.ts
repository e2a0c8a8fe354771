import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type ManifestRuleContext,
  objectKind,
} from "@imagewright/core";

import { listAt, nameOf, namespaceOf, ownText } from "../json/read-field.ts";
import { type ObjectReferenceField, objectReferences } from "../reference/object-references.ts";
import { isSameNamespace } from "../reference/referenced-object.ts";
import { referrersOf } from "../reference/referrers.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { type KindsByGroup, rulesFor } from "./rules-for.ts";

/** Owners of templates and of objects; classes clone what they refer to, and may share it. */
const owners: KindsByGroup = {
  "cluster.x-k8s.io": ["Cluster", "MachineDeployment", "MachineSet", "MachinePool", "Machine"],
  "controlplane.cluster.x-k8s.io": ["KubeadmControlPlane"],
};

/** Templates and objects that two owners point at. */
export const sharedObjectRules = rulesFor(owners, (context) =>
  objectReferences(context.object)
    .filter(({ role }) => role !== "class" && role !== "remediation")
    .flatMap((field) => check(field, context)),
);

function check(field: ObjectReferenceField, context: ManifestRuleContext): readonly Diagnostic[] {
  const { reference, pointer } = field;
  const { object, manifests } = context;
  if (reference === undefined || !isOwner(object)) {
    return [];
  }
  const other = referrersOf(manifests, { namespace: namespaceOf(object), ...reference })
    .map(({ owner }) => owner)
    .find(
      (owner) =>
        owner !== object &&
        isOwner(owner) &&
        isSameNamespace(namespaceOf(owner), namespaceOf(object)),
    );
  if (other === undefined) {
    return [];
  }
  const isTemplate = reference.kind.endsWith("Template");
  const also = `${objectKind(other)?.kind ?? ""} ${nameOf(other)}`;
  return [
    clusterApiDiagnostics.report(isTemplate ? "CAPI_TEMPLATE_SHARED" : "CAPI_OBJECT_SHARED", {
      message: `${also} points at ${reference.kind} ${reference.name} too`,
      pointer,
    }),
  ];
}

/** What Cluster API made itself, such as the machine set of a deployment, shares by right. */
function isOwner(object: JsonObject): boolean {
  const makers = listAt(object, "/metadata/ownerReferences").filter(isJsonObject);
  if (makers.some((maker) => ownText(maker, "kind")?.startsWith("Machine") === true)) {
    return false;
  }
  const kind = objectKind(object);
  const names = kind === undefined ? [] : (owners[kind.group] ?? []);
  return kind !== undefined && names.includes(kind.kind);
}
