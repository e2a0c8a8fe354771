/** Asks at the first question, and answers all others alike. */
export function once<T extends object>(ask: () => T): () => T {
  let answer: T | undefined;
  return () => (answer ??= ask());
}
