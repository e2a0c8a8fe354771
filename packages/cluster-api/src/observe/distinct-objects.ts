import { isSameJson, type JsonObject } from "@imagewright/core";

import { type Finding, finding, byText, type PlacedObject } from "./placed-object.ts";

/** Objects of which no two are one to the API server, in the order of their names. */
export interface DistinctObjects {
  readonly objects: readonly PlacedObject[];
  readonly findings: readonly Finding[];
}

/**
 * Each object once. Of two, the one whose file comes first by name is kept, or whose content does:
 * which of them is read does not depend on the order of the input.
 */
export function distinctObjects(objects: readonly PlacedObject[]): DistinctObjects {
  const groups = [...Map.groupBy(objects, identityOf)].toSorted(([a], [b]) => byText(a, b));
  const judged = groups.map(([, same]) => {
    const [first, ...others] = same.length === 1 ? same : same.toSorted(byPlace);
    return { first, findings: others.map((other) => judgeTwin(first ?? other, other)) };
  });
  return {
    objects: judged.flatMap(({ first }) => first ?? []),
    findings: judged.flatMap(({ findings }) => findings),
  };
}

/** What makes two documents one object: an API server serves it in every version. */
function identityOf({ address }: PlacedObject): string {
  const { group, kind, namespace, name } = address;
  return JSON.stringify([group, kind, namespace ?? "", name]);
}

function byPlace(a: PlacedObject, b: PlacedObject): number {
  return (
    byText(a.document.file ?? "", b.document.file ?? "") ||
    (a.document.index ?? 0) - (b.document.index ?? 0) ||
    byText(a.base, b.base) ||
    byText(canonical(a.object), canonical(b.object))
  );
}

function canonical(object: JsonObject): string {
  return JSON.stringify(object);
}

function judgeTwin(first: PlacedObject, other: PlacedObject): Finding {
  const isSame = isSameJson(first.object, other.object);
  const { file, index = 0 } = first.document;
  const place = file === undefined ? "" : ` in document ${index} of ${file}`;
  const found = finding(isSame ? "CLUSTER_OBJECT_REPEATED" : "CLUSTER_OBJECT_DUPLICATE", other, {
    message: `the object is written${place} too${isSame ? "" : ", in another way"}`,
    pointer: "/metadata/name",
  });
  // It stands at the other one, and is of interest to whom the first belongs.
  return { ...found, about: first };
}
