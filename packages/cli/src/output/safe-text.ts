/**
 * A text that cannot steer a terminal or hide anything: controls, directional marks, halves of
 * surrogate pairs and unusual blanks are shown as `\u{…}`.
 */
export function safeText(text: string): string {
  return text.replaceAll(
    /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/**
 * JSON that says the same and cannot steer a terminal: what its strings hold of controls and
 * directional marks is escaped.
 */
export function safeJson(json: string): string {
  return json.replaceAll(/[\u007F-\u009F\u2028\u2029\p{Cf}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}

/** Names of fields whose values are not shown. */
export const secretName = /password|passwd|secret|token|credential/iu;

/** Passwords in URLs, values of fields with a secret's name, private keys, access keys. */
const secrets: readonly RegExp[] = [
  /(?<=:\/\/[^\s/@:]{0,256}:)[^\s/@]{1,256}(?=@)/gu,
  /(?<=\b(?:\w{0,64}(?:password|passwd|secret|token|credential)\w{0,64})["']?\s{0,8}[:=]\s{0,8})(?:"[^"]*"|'[^']*'|[^\s,}\]]+)/giu,
  /(?<=-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----).{1,65536}/gsu,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/gu,
];

/** Replaces what looks like a secret, letter by letter, so that columns stay where they are. */
export function hideSecrets(text: string): string {
  let hidden = text;
  for (const pattern of secrets) {
    hidden = hidden.replaceAll(pattern, (secret) => secret.replaceAll(/[^\s]/gu, "*"));
  }
  return hidden;
}
