import { decodeBase64, type Diagnostic, type Parsed, showValue, toParsed } from "@imagewright/core";

import { userDataDiagnostics } from "./user-data-diagnostics.ts";

/** One document of an archive, as its reader finds it. */
export interface ReadUserDataPart {
  /** Type and subtype in lower case, without parameters. */
  readonly contentType: string;
  /** Name among the headers, where there is one. */
  readonly filename?: string;
  /** The text, with its transfer encoding undone. */
  readonly text: string;
}

/** The lines of an archive, without what ends them. */
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
  const top = readHeaders(lines, 0);
  const type = top.fields.get("content-type") ?? "";
  const isMixed = /^multipart\/[a-z]+\s*(?:;|$)/iu.test(type);
  if (!isMixed) {
    return refused("USERDATA_MIME_STRUCTURE", "the archive names no type `multipart/…`");
  }
  const boundary = boundaryOf(type);
  if (boundary === undefined) {
    return refused("USERDATA_MIME_BOUNDARY", "the boundary is missing, or is not quoted");
  }
  return readParts(lines.slice(top.end), boundary);
}

function readParts(
  lines: readonly string[],
  boundary: string,
): Parsed<readonly ReadUserDataPart[]> {
  const marks = lines.flatMap((line, index) => {
    const mark = line.replace(/[ \t\r]+$/u, "");
    return mark === `--${boundary}` || mark === `--${boundary}--`
      ? [{ index, isEnd: mark.length > boundary.length + 2 }]
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
  const { fields, end, isClosed } = readHeaders(lines, 0);
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
  const body = decoded(lines.slice(end).join("\n"), fields.get("content-transfer-encoding"));
  if (body === undefined) {
    return refused("USERDATA_MIME_ENCODING", "the body is not in its transfer encoding", pointer);
  }
  if (contentType.includes("shellscript") && body.includes("\r")) {
    return refused("USERDATA_MIME_LINE_ENDS", "lines of the script end in CR LF", pointer);
  }
  const disposition = fields.get("content-disposition") ?? "";
  const filename = /filename="?(?<name>[^";]+)"?/u.exec(disposition)?.groups?.["name"];
  return toParsed([{ contentType, ...(filename !== undefined && { filename }), text: body }]);
}

function readHeaders(lines: readonly string[], start: number): Headers {
  const fields = new Map<string, string>();
  let name = "";
  let index = start;
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

function decoded(body: string, encoding = ""): string | undefined {
  // The line end before a boundary belongs to the boundary; an empty line before it is the body's.
  switch (encoding.toLowerCase()) {
    case "":
    case "7bit":
    case "8bit":
    case "binary":
      return body;
    case "base64": {
      const bytes = decodeBase64(body.replace(/\s/gu, ""));
      return bytes === undefined ? undefined : utf8Text(bytes);
    }
    default:
      return undefined;
  }
}

/** Bytes as text; undefined if they are no UTF-8. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  let escaped = "";
  for (const byte of bytes) {
    escaped += `%${byte.toString(16).padStart(2, "0")}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

function refused(
  code: keyof typeof userDataDiagnostics.rules,
  message: string,
  pointer = "",
): Parsed<never> {
  return { ok: false, diagnostics: [userDataDiagnostics.report(code, { message, pointer })] };
}
