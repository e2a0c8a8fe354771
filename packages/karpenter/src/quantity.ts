const quantity =
  /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?(?:\d+(?:\.\d*)?|\.\d+))?$/u;

/** Whether a text is a Kubernetes quantity, as the CRDs define it. */
export function isQuantity(text: string): boolean {
  return quantity.test(text);
}

const suffixes: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number a quantity stands for; undefined for a text that is none. */
export function amountOf(text: string): number | undefined {
  if (!isQuantity(text)) {
    return undefined;
  }
  const exponent = /^(?<number>[^eE]+)[eE](?<power>.+)$/u.exec(text)?.groups;
  if (exponent !== undefined && /\d/u.test(exponent["power"] ?? "")) {
    return Number(exponent["number"]) * 10 ** Number(exponent["power"]);
  }
  const parts = /^(?<number>[+-]?[\d.]+)(?<suffix>[A-Za-z]*)$/u.exec(text)?.groups;
  const factor = suffixes[parts?.["suffix"] ?? ""];
  return factor === undefined ? undefined : Number(parts?.["number"]) * factor;
}
