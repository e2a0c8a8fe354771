import { sha256Hex } from "../text/sha256.ts";

/** A boundary that depends on nothing but the texts and occurs in none of them. */
export function freeBoundary(texts: readonly string[], digest = sha256Hex): string {
  const content = JSON.stringify(texts);
  for (let attempt = 0; ; attempt += 1) {
    const boundary = `imagewright-${digest(`${attempt}\n${content}`).slice(0, 32)}`;
    if (!texts.some((text) => text.includes(boundary))) {
      return boundary;
    }
  }
}
