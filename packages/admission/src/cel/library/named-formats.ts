import type { Meter } from "../meter.ts";
import { parseTimestamp } from "../value/calendar.ts";
import { type CelValue, noneOptional, Opaque, Optional } from "../value/cel-value.ts";
import { ListValue } from "../value/list-value.ts";
import { asInstance, asText, type Implementation } from "./arguments.ts";
import { parseUrl } from "./parse-url.ts";

/** Whether a text is of a form, and what to say where it is not. */
interface Form {
  readonly accepts: (text: string) => boolean;
  readonly complaint: string;
}

const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/u;
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/u;
const oldLabel = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/u;
const name = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/u;

const forms: Readonly<Record<string, Form>> = {
  dns1123Label: form(label, 63, "a label of RFC 1123"),
  dns1123Subdomain: form(subdomain, 253, "a subdomain of RFC 1123"),
  dns1035Label: form(oldLabel, 63, "a label of RFC 1035"),
  qualifiedName: { accepts: isQualifiedName, complaint: "must be a qualified name" },
  dns1123LabelPrefix: prefix(form(label, 63, "the beginning of a label of RFC 1123")),
  dns1123SubdomainPrefix: prefix(form(subdomain, 253, "the beginning of a subdomain of RFC 1123")),
  dns1035LabelPrefix: prefix(form(oldLabel, 63, "the beginning of a label of RFC 1035")),
  labelValue: form(/^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/u, 63, "a label value"),
  uri: { accepts: (text) => parseUrl(text) !== undefined, complaint: "must be a URI" },
  uuid: form(
    /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/iu,
    Number.POSITIVE_INFINITY,
    "of the UUID format",
  ),
  byte: {
    accepts: (text) =>
      /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/u.test(
        text,
      ),
    complaint: "must be base64",
  },
  date: {
    accepts: (text) => text.length === 10 && parseTimestamp(text) !== undefined,
    complaint: "must be a date",
  },
  datetime: {
    accepts: (text) => text.length > 10 && parseTimestamp(text) !== undefined,
    complaint: "must be a date and time",
  },
};

function form(pattern: RegExp, longest: number, what: string): Form {
  return {
    accepts: (text) => text.length <= longest && pattern.test(text),
    complaint: `must be ${what}`,
  };
}

/** A text that may end in a dash, for something follows. */
function prefix({ accepts, complaint }: Form): Form {
  return {
    accepts: (text) => accepts(text.length > 1 ? text.replace(/-$/u, "a") : text),
    complaint,
  };
}

function isQualifiedName(text: string): boolean {
  const [first = "", second, ...rest] = text.split("/");
  const isPrefix = second === undefined || (first.length <= 253 && subdomain.test(first));
  const last = second ?? first;
  return rest.length === 0 && isPrefix && last.length <= 63 && name.test(last);
}

class NamedFormat extends Opaque {
  override readonly typeName = "kubernetes.NamedFormat";
  readonly name: string;
  readonly form: Form;

  constructor(formatName: string, formatForm: Form) {
    super();
    this.name = formatName;
    this.form = formatForm;
  }

  override equals(other: Opaque): boolean {
    return other instanceof NamedFormat && other.name === this.name;
  }
}

/**
 * Functions of named formats.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-format-library
 */
export const formatFunctions: Readonly<Record<string, Implementation>> = {
  "format.named(string): optional<NamedFormat>": ([text]) => named(asText(text)),
  "NamedFormat.validate(string): optional<list<string>>": validate,
  ...Object.fromEntries(
    Object.entries(forms).map(
      ([formatName, one]) =>
        [`format.${formatName}(): NamedFormat`, () => new NamedFormat(formatName, one)] as const,
    ),
  ),
};

function named(formatName: string): Optional {
  const found = Object.hasOwn(forms, formatName) ? forms[formatName] : undefined;
  return found === undefined ? noneOptional : new Optional(new NamedFormat(formatName, found));
}

/** Nothing where the text is of the format, else what is wrong with it. */
function validate([format, operand]: readonly CelValue[], meter: Meter): Optional {
  const text = asText(operand);
  meter.spend(text.length);
  const { accepts, complaint } = asInstance(format, NamedFormat).form;
  return accepts(text) ? noneOptional : new Optional(new ListValue([complaint]));
}
