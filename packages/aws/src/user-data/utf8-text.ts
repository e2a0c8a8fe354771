import { decodeBase64 } from "@imagewright/core";

/** Bytes as text; undefined if they are no UTF-8. */
function utf8Text(bytes: Uint8Array): string | undefined {
  const escaped: string[] = [];
  for (const byte of bytes) {
    escaped.push(`%${byte.toString(16).padStart(2, "0")}`);
  }
  try {
    return decodeURIComponent(escaped.join(""));
  } catch {
    return undefined;
  }
}

/** What a text in base64 stands for, where it may be wrapped into lines. */
export type DecodedText =
  | { readonly is: "text"; readonly text: string }
  /** gzip, or what else is no UTF-8. */
  | { readonly is: "compressed" | "no-base64" | "no-text" };

/** Undoes base64; whether the bytes are compressed is told by their first two. */
export function decodeBase64Text(encoded: string): DecodedText {
  const bytes = decodeBase64(encoded.replace(/\s/gu, ""));
  if (bytes === undefined) {
    return { is: "no-base64" };
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return { is: "compressed" };
  }
  const text = utf8Text(bytes);
  return text === undefined ? { is: "no-text" } : { is: "text", text };
}
