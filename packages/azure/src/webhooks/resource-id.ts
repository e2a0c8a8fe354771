/**
 * Whether CAPZ takes a text for the id of a resource: a path that starts with a subscription or a
 * provider, perhaps behind `azure://`. What the path names is not looked at.
 */
export function isResourceId(text: string): boolean {
  const path = text.startsWith("azure://") ? text.slice("azure://".length) : text;
  const [first = "", second] = path.split("/").filter((segment) => segment !== "");
  const start = first.toLowerCase();
  return (
    path.startsWith("/") &&
    second !== undefined &&
    (start === "subscriptions" || start === "providers")
  );
}
