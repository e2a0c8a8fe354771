/** One part of an archive, with the headers Karpenter keeps. */
export interface ArchivePart {
  /** Canonical names and values, in the order they are written. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** The parts of an archive, or why Go's reader refuses it. */
export type ReadArchive = { readonly parts: readonly ArchivePart[] } | { readonly fault: string };

const boundary = "--//";

/** Whether Karpenter takes a text for an archive; it looks behind leading blanks, its reader does not. */
export function isArchive(text: string): boolean {
  return /^\s*(?:MIME-Version|Content-Type):/u.test(text);
}

/** A line of a body that would end its part in Karpenter's archive. */
export function endsPart(body: string): boolean {
  return /(?:^|\n)--\/\/(?:--)?[ \t]*(?:\n|$)/u.test(body);
}

/** An archive as Karpenter writes it, without carriage returns. */
export function writeArchive(parts: readonly ArchivePart[]): string {
  const written = parts.map(({ headers, body }) => {
    const lines = headers.map(([name, value]) => `${name}: ${value}\n`).join("");
    return `${boundary}\n${lines}\n${body}\n`;
  });
  return `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="//"\n\n${written.join("")}${boundary}--\n`.replaceAll(
    "\r",
    "",
  );
}

/**
 * Takes an archive apart as Go does: a last boundary without its final dashes is let pass, and
 * quoted-printable is undone.
 */
export function readArchive(text: string): ReadArchive {
  const lines = text.replaceAll("\r", "").split("\n");
  const top = readHeaders(lines, 0);
  const type = top?.headers.find(([name]) => name === "Content-Type")?.[1] ?? "";
  if (top === undefined || !/^multipart\/[\w.+-]+\s*(?:;|$)/iu.test(type)) {
    return { fault: "the archive does not begin with its headers, one of them a multipart type" };
  }
  const mark = boundaryOf(type);
  return mark === undefined
    ? { fault: "the archive names no boundary" }
    : readParts(lines.slice(top.end), `--${mark}`);
}

function readParts(lines: readonly string[], mark: string): ReadArchive {
  const marks = lines.flatMap((line, index) => {
    const rest = line.startsWith(mark)
      ? /^(?:--)?(?=[ \t]*$)/u.exec(line.slice(mark.length))
      : null;
    return rest === null ? [] : [{ index, isEnd: rest[0] !== "" }];
  });
  const parts: ArchivePart[] = [];
  for (const [at, { index, isEnd }] of marks.entries()) {
    const rest = lines.slice(index + 1, marks[at + 1]?.index);
    if (isEnd || (at === marks.length - 1 && rest.join("") === "" && rest.length > 0)) {
      return { parts };
    }
    if (at === marks.length - 1) {
      break;
    }
    const part = readPart(rest);
    if ("fault" in part) {
      return part;
    }
    parts.push(part);
  }
  return { fault: "the archive does not end with its boundary" };
}

function readPart(lines: readonly string[]): ArchivePart | { readonly fault: string } {
  const read = readHeaders(lines, 0);
  if (read === undefined) {
    return { fault: "a part lacks the empty line between its headers and its body" };
  }
  const body = lines.slice(read.end).join("\n");
  const encoding = read.headers.find(([name]) => name === "Content-Transfer-Encoding")?.[1] ?? "";
  if (encoding.toLowerCase() !== "quoted-printable") {
    return { headers: read.headers, body };
  }
  const decoded = decodeQuotedPrintable(body);
  return decoded === undefined
    ? { fault: "a part is not in its transfer encoding quoted-printable" }
    : {
        headers: read.headers.filter(([name]) => name !== "Content-Transfer-Encoding"),
        body: decoded,
      };
}

interface Headers {
  readonly headers: readonly (readonly [string, string])[];
  /** Index of the line after the empty one. */
  readonly end: number;
}

/** Headers up to an empty line, by their names; undefined where a line is no header. */
function readHeaders(lines: readonly string[], start: number): Headers | undefined {
  const headers: [string, string][] = [];
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") {
      const sorted = headers.toSorted(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1));
      return { headers: sorted, end: index + 1 };
    }
    const last = headers.at(-1);
    const { name, value } = /^(?<name>[\w!#$%&'*+.^`|~-]+):(?<value>.*)$/u.exec(line)?.groups ?? {};
    if (/^[ \t]/u.test(line) && last !== undefined) {
      last[1] = `${last[1]} ${line.trim()}`;
    } else if (name === undefined || value === undefined) {
      return undefined;
    } else {
      headers.push([canonicalName(name), value.trim()]);
    }
  }
  return undefined;
}

/** `content-type` is `Content-Type`. */
function canonicalName(name: string): string {
  return name.toLowerCase().replaceAll(/(?:^|-)[a-z]/gu, (start) => start.toUpperCase());
}

function boundaryOf(type: string): string | undefined {
  const quoted = /;\s*boundary="(?<mark>[^"\\]{1,70})"/iu.exec(type)?.groups?.["mark"];
  return (
    quoted ??
    /;\s*boundary=(?<mark>[\w!#$%&'*+.^`|~-]{1,70})(?:\s|;|$)/iu.exec(type)?.groups?.["mark"]
  );
}

/** The bytes behind `=XX`, read as UTF-8; undefined where they are none. */
function decodeQuotedPrintable(text: string): string | undefined {
  const joined = text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll("=\n", "");
  const escaped = joined
    .split(/=(?=[0-9A-F]{2})/iu)
    .map((part, index) =>
      index === 0
        ? encodeURIComponent(part)
        : `%${part.slice(0, 2)}${encodeURIComponent(part.slice(2))}`,
    );
  try {
    return decodeURIComponent(escaped.join(""));
  } catch {
    return undefined;
  }
}
