/** What the CRD's pattern admits, holes included; a bare unit it admits too is refused here. */
const terabytes = /^(?:(?:[1-9]|[1-5][0-7]|58)Ti|(?:[1-9]|[1-5]\d|6[0-4])T)$/u;

/** Whether Karpenter's API takes a text for the size of a volume, and EC2 makes a volume of it. */
export function isVolumeSize(text: string): boolean {
  const number = Number.parseInt(text, 10);
  return (
    terabytes.test(text) ||
    (/^[1-9]\d*Gi$/u.test(text) && number <= 59_000) ||
    (/^[1-9]\d*G$/u.test(text) && number <= 64_000)
  );
}
