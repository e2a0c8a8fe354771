import { decodeBase64 } from "@imagewright/core";

/** Key types Azure accepts for a Linux machine. */
export const azureKeyTypes: readonly string[] = ["ssh-ed25519", "ssh-rsa"];

/** Key types that the reader of CAPZ's webhook knows, Azure's among them. */
export const sshKeyTypes: readonly string[] = [
  ...azureKeyTypes,
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "sk-ecdsa-sha2-nistp256@openssh.com",
  "sk-ssh-ed25519@openssh.com",
  "ssh-dss",
];

/** Longest key that is read, in bytes. */
const longestKey = 16_384;

const keyLine = /^(?<type>[a-z][a-z0-9@.-]+) (?<body>[A-Za-z0-9+/]+={0,2})(?: [^\r\n]*)?$/u;

/**
 * Whether a text is one line of an authorized_keys file with a key of one of the types. The key
 * itself starts with its type, behind the length of that text in four bytes.
 */
export function isAuthorizedKey(line: string, types: readonly string[]): boolean {
  const { type = "", body = "" } = keyLine.exec(line)?.groups ?? {};
  const bytes = types.includes(type) ? decodeBase64(body) : undefined;
  if (bytes === undefined || bytes.length <= type.length + 8) {
    return false;
  }
  const start = String.fromCharCode(...bytes.subarray(0, type.length + 4));
  return start === `\0\0\0${String.fromCharCode(type.length)}${type}`;
}

/** The lines of a text that stands in base64, as CAPZ wants keys; undefined where it does not. */
export function encodedLines(text: string): readonly string[] | undefined {
  const bytes = decodeBase64(text);
  return bytes === undefined
    ? undefined
    : String.fromCharCode(...bytes.subarray(0, longestKey))
        .split(/\r?\n/u)
        .map((line) => line.trim());
}
