const quantity =
  /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?(?:\d+(?:\.\d*)?|\.\d+))?$/u;

/** Whether a text is a Kubernetes quantity, as the CRDs define it. */
export function isQuantity(text: string): boolean {
  return quantity.test(text);
}
