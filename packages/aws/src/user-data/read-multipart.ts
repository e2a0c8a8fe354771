import { type Diagnostic, type Parsed, showValue, toParsed } from "@imagewright/core";

import { userDataDiagnostics } from "./user-data-diagnostics.ts";
import { decodeBase64Text } from "./utf8-text.ts";

/** One document of an archive, as its reader finds it. */
export interface ReadUserDataPart {
  /** Type and subtype in lower case, without parameters. */
  readonly contentType: string;
  /** Name among the headers, where there is one. */
  readonly filename?: string;
  /** The text, with its transfer encoding undone; as it stands if it is compressed. */
  readonly text: string;
  /** The node undoes gzip below base64, this reader does not. */
  readonly isCompressed?: true;
}

/** The headers at the start of some lines. */
interface Headers {
  readonly fields: ReadonlyMap<string, string>;
  /** Index of the line after them. */
  readonly end: number;
  /** Whether an empty line ends them. */
  readonly isClosed: boolean;
}

const header = /^(?<name>[!-9;-~]+):[ \t]*(?<value>.*)$/u;

/** Whether a text is meant as a MIME archive. */
export function isMultipart(text: string): boolean {
  return /^\s*(?:MIME-Version|Content-Type)\s*:/iu.test(text);
}

/**
 * Takes a MIME multipart archive apart, as strictly as nodeadm does: what cloud-init tolerates and
 * nodeadm does not is refused. An empty part, as CAPA writes one, is left out with a note.
 *
 * @param text - the archive; its lines may end in CR LF
 * @returns the parts in their order; pointers of findings are `/INDEX` of the part
 * @example
 * ```ts
 * const archive = renderMultipart([{ kind: "shell-script", text: "#!/bin/bash\necho ready\n" }]);
 * const read = readMultipart(archive);
 * read.ok && read.value;
 * // => [{ contentType: "text/x-shellscript", text: "#!/bin/bash\necho ready\n" }]
 * readMultipart(`\n${archive}`).diagnostics.map(({ code }) => code); // => ["USERDATA_MIME_START"]
 * ```
 */
export function readMultipart(text: string): Parsed<readonly ReadUserDataPart[]> {
  if (/^\s/u.test(text)) {
    return refused("USERDATA_MIME_START", "blanks stand before the first header");
  }
  const lines = text.split("\n");
  const top = readHeaders(lines);
  const type = top.fields.get("content-type") ?? "";
  const isMixed = /^multipart\/[a-z]+\s*(?:;|$)/iu.test(type);
  if (!isMixed) {
    return refused("USERDATA_MIME_STRUCTURE", "the archive names no type `multipart/…`");
  }
  const boundary = boundaryOf(type);
  if (boundary === undefined) {
    return refused("USERDATA_MIME_BOUNDARY", "the boundary is missing, or is not quoted");
  }
  return top.isClosed
    ? readParts(lines.slice(top.end), boundary)
    : refused("USERDATA_MIME_STRUCTURE", "no empty line ends the headers of the archive");
}

function readParts(
  lines: readonly string[],
  boundary: string,
): Parsed<readonly ReadUserDataPart[]> {
  const start = `--${boundary}`;
  const marks = lines.flatMap((line, index) => {
    const rest = line.startsWith(start) ? line.slice(start.length) : undefined;
    return rest !== undefined && /^(?:--)?[ \t\r]*$/u.test(rest)
      ? [{ index, isEnd: rest.startsWith("--") }]
      : [];
  });
  const last = marks.findIndex(({ isEnd }) => isEnd);
  if (last === -1) {
    return refused("USERDATA_MIME_STRUCTURE", "the closing boundary is missing");
  }
  const diagnostics: Diagnostic[] = [];
  const parts = marks.slice(0, last).flatMap((mark, index) => {
    const end = marks[index + 1]?.index ?? lines.length;
    const part = readPart(lines.slice(mark.index + 1, end), `/${index}`);
    diagnostics.push(...part.diagnostics);
    return part.ok ? part.value : [];
  });
  return toParsed(parts, diagnostics);
}

function readPart(lines: readonly string[], pointer: string): Parsed<readonly ReadUserDataPart[]> {
  if (lines.every((line) => line.trim() === "")) {
    const message = "the part is empty";
    return toParsed([], [userDataDiagnostics.report("USERDATA_MIME_EMPTY", { message, pointer })]);
  }
  const { fields, end, isClosed } = readHeaders(lines);
  if (!isClosed) {
    const message = "no empty line stands between the headers and the body";
    return refused("USERDATA_MIME_STRUCTURE", message, pointer);
  }
  const type = fields.get("content-type") ?? "text/plain";
  const contentType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?=\s*(?:;|$))/u.exec(type)?.[0].toLowerCase();
  if (contentType === undefined) {
    const message = `${showValue(type)} is no media type`;
    return refused("USERDATA_MIME_STRUCTURE", message, pointer);
  }
  // The line end before a boundary belongs to the boundary; an empty line before it is the body's.
  const body = lines.slice(end).join("\n");
  const decoded = decode(body, fields.get("content-transfer-encoding")?.trim() ?? "");
  if (!decoded.ok) {
    return refused("USERDATA_MIME_ENCODING", decoded.message, pointer);
  }
  const isScript = contentType.includes("shellscript") || decoded.text.startsWith("#!");
  if (isScript && decoded.text.includes("\r")) {
    return refused("USERDATA_MIME_LINE_ENDS", "lines of the script end in CR LF", pointer);
  }
  const disposition = fields.get("content-disposition") ?? "";
  const filename = /filename="?(?<name>[^";]+)"?/u.exec(disposition)?.groups?.["name"];
  return toParsed([
    {
      contentType,
      ...(filename !== undefined && { filename }),
      text: decoded.text,
      ...(decoded.isCompressed && { isCompressed: true as const }),
    },
  ]);
}

function readHeaders(lines: readonly string[]): Headers {
  const fields = new Map<string, string>();
  let name = "";
  let index = 0;
  for (; index < lines.length; index += 1) {
    const line = (lines[index] ?? "").replace(/\r$/u, "");
    const groups = header.exec(line)?.groups;
    if (/^[ \t]+\S/u.test(line) && name !== "") {
      fields.set(name, `${fields.get(name)} ${line.trim()}`);
    } else if (groups === undefined) {
      return { fields, end: line === "" ? index + 1 : index, isClosed: line === "" };
    } else {
      name = (groups["name"] ?? "").toLowerCase();
      fields.set(name, groups["value"] ?? "");
    }
  }
  return { fields, end: index, isClosed: false };
}

/** A quoted boundary, or one that needs no quotes. */
function boundaryOf(type: string): string | undefined {
  const quoted = /boundary="(?<text>[^"]{1,70})"/iu.exec(type)?.groups?.["text"];
  const bare = /boundary=(?<text>[\w!#$%&'*+.^`|~-]{1,70})\s*(?:;|$)/iu.exec(type)?.groups?.[
    "text"
  ];
  return quoted ?? bare;
}

type DecodedBody =
  | { readonly ok: true; readonly text: string; readonly isCompressed: boolean }
  | { readonly ok: false; readonly message: string };

function decode(body: string, encoding: string): DecodedBody {
  switch (encoding.toLowerCase()) {
    case "":
    case "7bit":
    case "8bit":
    case "binary":
      return { ok: true, text: body, isCompressed: false };
    case "base64":
      return decodeBody(body);
    default:
      return { ok: false, message: `the transfer encoding ${showValue(encoding)} is not read` };
  }
}

function decodeBody(body: string): DecodedBody {
  const decoded = decodeBase64Text(body);
  switch (decoded.is) {
    case "text":
      return { ok: true, text: decoded.text, isCompressed: false };
    case "compressed":
      return { ok: true, text: body, isCompressed: true };
    default:
      return { ok: false, message: "the body is no base64 of a text" };
  }
}

function refused(
  code: keyof typeof userDataDiagnostics.rules,
  message: string,
  pointer = "",
): Parsed<never> {
  return { ok: false, diagnostics: [userDataDiagnostics.report(code, { message, pointer })] };
}
