import type { FileHandle } from "node:fs/promises";

/** Bytes asked for at once, in bytes. */
const chunkSize = 64 * 1024;

/** The bytes of an input, or undefined as soon as there are more than the limit. */
export async function readStream(
  chunks: AsyncIterable<Uint8Array | string>,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const part = typeof chunk === "string" ? Buffer.from(chunk, "utf8") : chunk;
    length += part.length;
    if (length > maxBytes) {
      return undefined;
    }
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

/** The bytes of an open file, whatever size it claims to have. */
export async function readHandle(
  handle: FileHandle,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  return await readStream(chunksOf(handle), maxBytes);
}

async function* chunksOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(chunkSize), 0, chunkSize);
    if (bytesRead === 0) {
      return;
    }
    yield buffer.subarray(0, bytesRead);
  }
}
