import { valueRefused } from "../error.ts";
import { formatPointer } from "../json-pointer.ts";
import { encodeBase64 } from "../text/base64.ts";
import { freeBoundary } from "./boundary.ts";
import { assertCarriableText } from "./carriable.ts";

/** One document inside a MIME multipart archive. */
export interface MimePart {
  /** Type and subtype without parameters, e.g. `text/x-shellscript`. */
  readonly contentType: string;
  readonly text: string;
  /** A plain file name for `Content-Disposition`. */
  readonly filename?: string;
}

/** What the readers of an archive are able to do. */
export interface MultipartOptions {
  /**
   * Refuse what needs base64. Set it where a part's `Content-Transfer-Encoding` is lost on the
   * way: Karpenter keeps only the content type of a part when it merges user data for AL2023.
   */
  readonly sevenBitOnly?: boolean;
}

const mediaType = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*$/u;

/** Types whose body a reader would take apart again. */
const container = /^(?:multipart|message)\//iu;

const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/u;

/** What a part holds as it is. Long lines are let through: all readers of user data take them. */
const sevenBit = /^[\t\n -~]*$/u;

/**
 * A MIME multipart archive as cloud-init, nodeadm and Karpenter read it: line feeds only, a quoted
 * boundary that is made from the content and occurs in no part, an empty line before each body.
 *
 * Printable ASCII stands there as it is, other text as base64, since cloud-init garbles raw
 * non-ASCII parts. Carriage returns are refused: Karpenter removes them, and cloud-init takes
 * them out of scripts.
 *
 * @returns text with one final newline
 * @throws {ImagewrightError} `VALUE_REFUSED` for carriage returns, NUL and lone surrogates, for
 * types that are no type or hold parts themselves, for file names that need quoting, and without
 * any part
 * @example
 * ```ts
 * const userData = emitMultipart([
 *   { contentType: "text/cloud-config", text: "package_update: true\n" },
 *   { contentType: "text/x-shellscript", text: "#!/bin/bash\necho ready\n" },
 * ]);
 * userData.split("\n").filter((line) => line.startsWith("Content-Type: text/"));
 * // => [
 * //      'Content-Type: text/cloud-config; charset="us-ascii"',
 * //      'Content-Type: text/x-shellscript; charset="us-ascii"',
 * //    ]
 * ```
 */
export function emitMultipart(parts: readonly MimePart[], options: MultipartOptions = {}): string {
  if (parts.length === 0) {
    throw valueRefused("mime", "", "an archive without parts is refused by its readers");
  }
  const bodies = parts.map((part, index) => partText(part, index, options));
  const boundary = freeBoundary(bodies);
  return [
    `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="${boundary}"\n\n`,
    ...bodies.map((body) => `--${boundary}\n${body}\n`),
    `--${boundary}--\n`,
  ].join("");
}

/** Headers, an empty line, the body. */
function partText(part: MimePart, index: number, { sevenBitOnly }: MultipartOptions): string {
  const { contentType, text, filename } = part;
  assertPart(part, index);
  const isSevenBit = sevenBit.test(text);
  if (!isSevenBit && sevenBitOnly === true) {
    const reason = "it needs base64, which one of its readers does not undo";
    throw refused(index, "text", reason, "Use printable ASCII, tabs and line feeds only.");
  }
  const charset = isSevenBit ? "us-ascii" : "utf-8";
  return [
    `Content-Type: ${contentType}${/^text\//iu.test(contentType) ? `; charset="${charset}"` : ""}\n`,
    isSevenBit ? "" : "Content-Transfer-Encoding: base64\n",
    filename === undefined ? "" : `Content-Disposition: attachment; filename="${filename}"\n`,
    "\n",
    isSevenBit ? text : encodeBase64(text).replace(/.{76}(?!$)/gu, "$&\n"),
  ].join("");
}

function assertPart({ contentType, text, filename }: MimePart, index: number): void {
  if (!mediaType.test(contentType) || contentType.length > 127) {
    const hint = "Write type and subtype only, such as `text/cloud-config`.";
    throw refused(index, "contentType", "it is no media type", hint);
  }
  if (container.test(contentType)) {
    throw refused(index, "contentType", "readers would take such a part apart again");
  }
  if (filename !== undefined && !plainName.test(filename)) {
    const hint = "Use letters, digits, `.`, `_` and `-`, at most 128.";
    throw refused(index, "filename", "it is no plain file name", hint);
  }
  assertCarriableText("mime", text, formatPointer([index, "text"]));
  if (text.includes("\r")) {
    const hint = "End lines with a line feed alone; let a script make the character by printf.";
    throw refused(index, "text", "it holds a carriage return, which readers remove", hint);
  }
}

function refused(index: number, field: keyof MimePart, reason: string, hint?: string): Error {
  return valueRefused("mime", formatPointer([index, field]), reason, hint);
}
