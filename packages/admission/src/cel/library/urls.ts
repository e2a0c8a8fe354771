import { CelError } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import { type CelValue, Opaque } from "../value/cel-value.ts";
import { ListValue } from "../value/list-value.ts";
import { MapValue } from "../value/map-value.ts";
import { asInstance, asText, type Implementation } from "./arguments.ts";
import { parseQuery, parseUrl, type UrlParts } from "./parse-url.ts";

/**
 * Functions of URLs.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library
 */
export const urlFunctions: Readonly<Record<string, Implementation>> = {
  "isURL(string): bool": ([text], meter) => urlOf(text, meter) !== undefined,
  "url(string): URL": toUrl,
  "URL.getScheme(): string": ([url]) => partsOf(url).scheme,
  "URL.getHost(): string": ([url]) => partsOf(url).host,
  "URL.getHostname(): string": ([url]) => hostnameOf(partsOf(url).host),
  "URL.getPort(): string": ([url]) => portOf(partsOf(url).host),
  "URL.getEscapedPath(): string": ([url]) => partsOf(url).path,
  "URL.getQuery(): map<string, list<string>>": ([url], meter) => queryOf(partsOf(url).query, meter),
};

class UrlValue extends Opaque {
  override readonly typeName = "kubernetes.URL";
  readonly text: string;
  readonly parts: UrlParts;

  constructor(text: string, parts: UrlParts) {
    super();
    this.text = text;
    this.parts = parts;
  }

  override equals(other: Opaque): boolean {
    return other instanceof UrlValue && other.text === this.text;
  }
}

function urlOf(operand: CelValue | undefined, meter: Meter): UrlParts | undefined {
  const text = asText(operand);
  meter.spend(text.length);
  return parseUrl(text);
}

function toUrl([operand]: readonly CelValue[], meter: Meter): UrlValue {
  const parts = urlOf(operand, meter);
  if (parts === undefined) {
    throw new CelError("URL parse error during conversion from string");
  }
  return new UrlValue(asText(operand), parts);
}

function partsOf(operand: CelValue | undefined): UrlParts {
  return asInstance(operand, UrlValue).parts;
}

function hostnameOf(host: string): string {
  const bracketed = /^\[(?<address>[^\]]*)\]/u.exec(host)?.groups?.["address"];
  return bracketed ?? host.replace(/:\d*$/u, "");
}

function portOf(host: string): string {
  return /:(?<port>\d*)$/u.exec(host.replace(/^\[[^\]]*\]/u, ""))?.groups?.["port"] ?? "";
}

function queryOf(query: string, meter: Meter): MapValue {
  meter.spend(query.length);
  return MapValue.of(
    Array.from(parseQuery(query), ([key, values]) => [key, new ListValue(values)] as const),
    meter,
  );
}
