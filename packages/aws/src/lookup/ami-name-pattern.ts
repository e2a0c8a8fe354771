import { type Parsed, showValue, toParsed } from "@imagewright/core";

import { awsLookupDiagnostics } from "./lookup-diagnostics.ts";

/** What CAPA puts into a name format. */
export interface AmiNameFields {
  readonly BaseOS: string;
  /** Without its leading `v`. */
  readonly K8sVersion: string;
}

/** A name format, read as far as it is plain. */
export interface AmiNameFormat {
  /** Text before each field, and after the last; one more than there are fields. */
  readonly texts: readonly string[];
  readonly fields: readonly (keyof AmiNameFields)[];
}

/** Go knows four blanks inside an action. */
const plainField = /^[ \t\r\n]*\.(?<field>[A-Za-z_]\w*)[ \t\r\n]*$/u;

/**
 * Evaluates a name format as CAPA does: a Go template whose plain fields `{{.BaseOS}}` and
 * `{{.K8sVersion}}` are replaced, with `{{-` and `-}}` trimming the blanks beside them.
 *
 * @returns the value of EC2's `name` filter; `AWS_LOOKUP_NOT_EVALUATED` for pipelines, functions
 * and conditions, which are never guessed, `AWS_LOOKUP_TEMPLATE` for what CAPA fails on
 * @example
 * ```ts
 * const fields = { BaseOS: "ubuntu-24.04", K8sVersion: "1.34.1" };
 * const rendered = amiNamePattern("capa-ami-{{.BaseOS}}-?{{.K8sVersion}}-*", fields);
 * rendered.ok && rendered.value; // => "capa-ami-ubuntu-24.04-?1.34.1-*"
 * const open = amiNamePattern("{{.BaseOS | printf}}", fields);
 * open.diagnostics.map(({ code }) => code); // => ["AWS_LOOKUP_NOT_EVALUATED"]
 * ```
 */
export function amiNamePattern(format: string, fields: AmiNameFields): Parsed<string> {
  const read = readNameFormat(format);
  return read.ok
    ? toParsed(
        read.value.texts
          .flatMap((text, index) => {
            const field = read.value.fields[index];
            return field === undefined ? [text] : [text, fields[field]];
          })
          .join(""),
      )
    : read;
}

/** The parts of a name format, or why it is not evaluated. */
export function readNameFormat(format: string): Parsed<AmiNameFormat> {
  const texts: string[] = [];
  const fields: (keyof AmiNameFields)[] = [];
  let at = 0;
  let trims = false;
  for (;;) {
    const open = format.indexOf("{{", at);
    const text = format.slice(at, open === -1 ? undefined : open);
    const start = trims ? trimmedStart(text) : text;
    if (open === -1) {
      return toParsed({ texts: [...texts, start], fields });
    }
    const close = format.indexOf("}}", open + 2);
    if (close === -1) {
      return refused("AWS_LOOKUP_TEMPLATE", "the format has an action that is not closed", format);
    }
    const action = readAction(format.slice(open + 2, close));
    const field = fieldOf(action.inner, format);
    if (!field.ok) {
      return field;
    }
    texts.push(action.trimsLeft ? trimmedEnd(start) : start);
    fields.push(field.value);
    trims = action.trimsRight;
    at = close + 2;
  }
}

interface Action {
  readonly inner: string;
  readonly trimsLeft: boolean;
  readonly trimsRight: boolean;
}

/** A dash trims only with a blank between it and the action. */
function readAction(action: string): Action {
  const trimsLeft = /^-[ \t\r\n]/u.test(action);
  const trimsRight = /[ \t\r\n]-$/u.test(action);
  const inner = action.slice(trimsLeft ? 1 : 0, trimsRight ? -1 : undefined);
  return { inner, trimsLeft, trimsRight };
}

function fieldOf(inner: string, format: string): Parsed<keyof AmiNameFields> {
  const name = plainField.exec(inner)?.groups?.["field"];
  if (name === "BaseOS" || name === "K8sVersion") {
    return toParsed(name);
  }
  if (inner.trim() === "") {
    return refused("AWS_LOOKUP_TEMPLATE", "the format has an empty action", format);
  }
  return name === undefined
    ? refused(
        "AWS_LOOKUP_NOT_EVALUATED",
        "the format holds more than plain fields and was not evaluated",
        format,
      )
    : refused(
        "AWS_LOOKUP_TEMPLATE",
        `the format asks for a field ${name} that CAPA does not have`,
        format,
      );
}

function trimmedEnd(text: string): string {
  let end = text.length;
  while (end > 0 && " \t\r\n".includes(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}

function trimmedStart(text: string): string {
  return text.replace(/^[ \t\r\n]+/u, "");
}

function refused(
  code: "AWS_LOOKUP_NOT_EVALUATED" | "AWS_LOOKUP_TEMPLATE",
  message: string,
  format: string,
): Parsed<never> {
  const facts = { message, pointer: "/format", found: showValue(format) };
  return { ok: false, diagnostics: [awsLookupDiagnostics.report(code, facts)] };
}
