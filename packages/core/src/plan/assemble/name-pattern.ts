/** What tells whether a cluster is meant. */
export type NamePattern = (cluster: {
  readonly name: string;
  readonly namespace?: string;
}) => boolean;

/**
 * Reads `name` or `namespace/name`, where `*` stands for any text but `/`.
 *
 * @example
 * ```ts
 * namePattern("prod/orders-*")({ name: "orders-eu", namespace: "prod" }); // => true
 * namePattern("orders-*")({ name: "orders-eu", namespace: "prod" }); // => true
 * namePattern("prod/*")({ name: "orders" }); // => false
 * ```
 */
export function namePattern(text: string): NamePattern {
  const parts = text.split("/");
  const [first = "", second] = parts.map(segmentPattern);
  if (second === undefined) {
    return ({ name }) => typeof first !== "string" && first(name);
  }
  return ({ name, namespace = "" }) =>
    parts.length === 2 && typeof first !== "string" && first(namespace) && second(name);
}

/** Compared piece by piece: no pattern can take long. */
function segmentPattern(text: string): (name: string) => boolean {
  const [start = "", ...rest] = text.split("*");
  const end = rest.pop();
  return (name) => {
    if (end === undefined) {
      return name === start;
    }
    if (!name.startsWith(start) || name.length < start.length + end.length) {
      return false;
    }
    let at = start.length;
    for (const piece of rest) {
      const found = name.indexOf(piece, at);
      if (found < 0) {
        return false;
      }
      at = found + piece.length;
    }
    return name.length - end.length >= at && name.endsWith(end);
  };
}
