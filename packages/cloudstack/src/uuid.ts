const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

/** Whether a text has the form of CloudStack's ids. */
export function isUuid(text: string): boolean {
  return form.test(text);
}
