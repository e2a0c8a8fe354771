/** What the common failures of the system mean, by their code. */
const meanings: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission is denied"],
  ["EBUSY", "it is in use"],
  ["EDQUOT", "the disk quota is used up"],
  ["EEXIST", "it exists already"],
  ["EFBIG", "it is too large for the file system"],
  ["EIO", "the disk failed"],
  ["EISDIR", "it is a folder"],
  ["ELOOP", "its links lead in a circle"],
  ["EMFILE", "too many files are open"],
  ["ENAMETOOLONG", "its name is too long for the system"],
  ["ENOENT", "it does not exist"],
  ["ENOSPC", "the disk is full"],
  ["ENOTDIR", "a part of its path is no folder"],
  ["ENOTEMPTY", "the folder is not empty"],
  ["ENXIO", "nothing answers there"],
  ["EPERM", "permission is denied"],
  ["EROFS", "the file system is read-only"],
]);

/** The code of a failed system call, such as `ENOENT`, or undefined for any other error. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
}

/** A failed system call in words, with its code. */
export function describeSystemError(error: unknown): string {
  const code = systemErrorCode(error);
  if (code === undefined) {
    return error instanceof Error ? error.message : String(error);
  }
  const meaning = meanings.get(code);
  return meaning === undefined ? `the system answered ${code}` : `${meaning} (${code})`;
}

/** Runs a system call; undefined if what it asks for does not exist. */
export async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}
