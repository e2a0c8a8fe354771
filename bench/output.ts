const output = Buffer.allocUnsafe(1 << 22);

/** Writes every text into one preallocated buffer, as a caller that saves it would. */
export function writeAll<T>(items: Iterable<T>, toText: (item: T) => string): number {
  let at = 0;
  let total = 0;
  for (const item of items) {
    const text = toText(item);
    if (at + text.length * 3 > output.length) {
      at = 0;
    }
    const written = output.write(text, at);
    at += written;
    total += written;
  }
  return total;
}
