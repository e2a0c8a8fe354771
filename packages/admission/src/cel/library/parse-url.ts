import { decodeUtf8, encodeUtf8 } from "../value/bytes.ts";

/** The parts of a URL. What is absent is empty. */
export interface UrlParts {
  readonly scheme: string;
  /** With the port; addresses of version 6 in brackets. */
  readonly host: string;
  /** The path, escaped. */
  readonly path: string;
  /** What stands behind the question mark, as it stands there. */
  readonly query: string;
}

/**
 * Takes apart a URL as Go does: it is absolute, or an absolute path.
 *
 * @see https://pkg.go.dev/net/url#ParseRequestURI
 */
export function parseUrl(text: string): UrlParts | undefined {
  if (text === "" || /\p{Cc}/u.test(asciiOf(text)) || partsOf(text) === undefined) {
    return undefined;
  }
  // The first look takes a fragment for a part of what stands before it; the second one does not.
  return partsOf(text.replace(/#.*$/su, ""));
}

/** Only control characters of ASCII are refused. */
function asciiOf(text: string): string {
  return text.replace(/[\u0080-\u{10FFFF}]+/gu, "");
}

function partsOf(text: string): UrlParts | undefined {
  const { scheme = "", rest = text } =
    /^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?<rest>.*)$/su.exec(text)?.groups ?? {};
  const { before = rest, query = "" } =
    /^(?<before>[^?]*)\?(?<query>.*)$/su.exec(rest)?.groups ?? {};
  const parts = { scheme: scheme.toLowerCase(), query };
  if (!before.startsWith("/")) {
    return scheme === "" ? undefined : { ...parts, host: "", path: "" };
  }
  const { authority = "", path = before } =
    (scheme === "" ? undefined : /^\/\/(?<authority>[^/]*)(?<path>.*)$/su.exec(before)?.groups) ??
    {};
  const host = hostOf(authority);
  const escaped = escapePath(path);
  return host === undefined || escaped === undefined
    ? undefined
    : { ...parts, host, path: escaped };
}

function hostOf(authority: string): string | undefined {
  const at = authority.lastIndexOf("@");
  const user = authority.slice(0, Math.max(at, 0));
  const host = authority.slice(at + 1);
  const isUser = /^(?:[A-Za-z0-9._:~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})*$/u.test(user);
  return isUser && isHost(host) ? host : undefined;
}

function isHost(host: string): boolean {
  if (host.startsWith("[")) {
    return /^\[[0-9A-Fa-f:.]+(?:%25[A-Za-z0-9._~-]+)?\](?::\d*)?$/u.test(host);
  }
  const colon = host.lastIndexOf(":");
  const name = colon < 0 ? host : host.slice(0, colon);
  const isPort = colon < 0 || /^\d*$/u.test(host.slice(colon + 1));
  return (
    isPort &&
    /^(?:[A-Za-z0-9._~!$&'()*+,;=:[\]<>"-]|[\u0080-\u{10FFFF}]|%25|%[89A-Fa-f][0-9A-Fa-f])*$/u.test(
      name,
    )
  );
}

/** A path as it stands if it is escaped well, else escaped anew; undefined with half an escape. */
function escapePath(path: string): string | undefined {
  const text = unescapeText(path);
  if (text === undefined || /^[A-Za-z0-9._~!$&'()*+,;=:@[\]/%-]*$/u.test(path)) {
    return text === undefined ? undefined : path;
  }
  return text.replace(/[^A-Za-z0-9._~$&+,/:;=@-]/gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return Array.from(
    encodeUtf8(character),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  ).join("");
}

/** A text without escapes; undefined where one is not whole. */
function unescapeText(text: string): string | undefined {
  if (/%(?![0-9A-Fa-f]{2})/u.test(text)) {
    return undefined;
  }
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/gu, (escapes) => {
    const bytes = escapes
      .slice(1)
      .split("%")
      .map((digits) => Number.parseInt(digits, 16));
    return decodeUtf8(Uint8Array.from(bytes)) ?? escapes;
  });
}

/** The parameters of a query, unescaped; pairs that cannot be read are left out. */
export function parseQuery(query: string): ReadonlyMap<string, readonly string[]> {
  const parameters = new Map<string, string[]>();
  for (const pair of query.split("&")) {
    const equal = pair.indexOf("=");
    const key = unescapeQuery(equal < 0 ? pair : pair.slice(0, equal));
    const value = unescapeQuery(equal < 0 ? "" : pair.slice(equal + 1));
    if (pair !== "" && !pair.includes(";") && key !== undefined && value !== undefined) {
      parameters.set(key, [...(parameters.get(key) ?? []), value]);
    }
  }
  return parameters;
}

function unescapeQuery(text: string): string | undefined {
  return unescapeText(text.replaceAll("+", " "));
}
