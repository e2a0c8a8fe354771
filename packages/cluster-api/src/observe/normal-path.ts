/** A path without `.` and `..`, as far as they can be resolved, and without a slash at its end. */
export function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replace(/\/+$/u, "").split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") {
      parts.pop();
    } else if (part !== ".") {
      parts.push(part);
    }
  }
  return parts.join("/");
}
