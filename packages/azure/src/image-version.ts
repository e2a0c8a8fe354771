/** What a consumer may write for "the highest version that is not excluded". */
export const latestVersion = "latest";

const form = /^\d{1,10}\.\d{1,10}\.\d{1,10}$/u;

/** Largest number Azure keeps in one part of a version. */
const maximumPart = 2_147_483_647;

/** Whether a text is a version of a gallery image: `Major.Minor.Patch`, each part an int32. */
export function isImageVersion(text: string): boolean {
  return form.test(text) && text.split(".").every((part) => Number(part) <= maximumPart);
}
