import { type Parsed, showValue, type SsmParameterReference, toParsed } from "@imagewright/core";

import { awsLookupDiagnostics } from "../lookup/lookup-diagnostics.ts";
import { partitionOf } from "../rules/region.ts";

/** A parameter, and which version of it; without one the newest counts. */
export interface SsmParameterChoice {
  readonly reference: SsmParameterReference;
  /** Number of a version, or a label. */
  readonly version?: string;
}

/** A parameter where it lives. */
export interface SsmParameterPlace {
  readonly reference: SsmParameterReference;
  readonly region: string;
  /** Left out for parameters that AWS publishes. */
  readonly account?: string;
}

const resolvePrefix = "resolve:ssm:";
const form = /^(?:[\w.-]+|(?:\/[\w.-]+)+)$/u;
const versionForm = /^(?:[1-9]\d*|[A-Za-z_][\w.-]{0,99})$/u;
const arnForm =
  /^arn:(?<partition>aws[a-z-]*):ssm:(?<region>[a-z0-9-]+):(?<account>\d{12})?:parameter\/(?<path>[\w./-]+)$/u;

/**
 * A parameter as the ImageId of a launch template, which EC2 resolves at every launch.
 *
 * @example
 * ```ts
 * const reference = { kind: "ssm-parameter", name: "/images/node" } as const;
 * const text = formatResolveSsm({ reference, version: "3" });
 * text.ok && text.value; // => "resolve:ssm:/images/node:3"
 * ```
 */
export function formatResolveSsm({ reference, version }: SsmParameterChoice): Parsed<string> {
  if (!form.test(reference.name)) {
    return badName(reference.name);
  }
  if (version !== undefined && !versionForm.test(version)) {
    return refused("AWS_SSM_TEXT", "the version is neither a number nor a label", version);
  }
  return toParsed(`${resolvePrefix}${reference.name}${version === undefined ? "" : `:${version}`}`);
}

/**
 * The parameter of a launch template's ImageId.
 *
 * @returns `AWS_SSM_TEXT` for an ImageId that names an AMI, or is malformed
 * @example
 * ```ts
 * const read = parseResolveSsm("resolve:ssm:/images/node:golden");
 * read.ok && read.value;
 * // => { reference: { kind: "ssm-parameter", name: "/images/node" }, version: "golden" }
 * parseResolveSsm("ami-09709369c53539c11").ok; // => false
 * ```
 */
export function parseResolveSsm(text: string): Parsed<SsmParameterChoice> {
  const rest = text.startsWith(resolvePrefix) ? text.slice(resolvePrefix.length) : "";
  const [name = "", version, ...others] = rest.split(":");
  const isForm =
    form.test(name) && others.length === 0 && (version === undefined || versionForm.test(version));
  return isForm
    ? toParsed({
        reference: { kind: "ssm-parameter", name },
        ...(version !== undefined && { version }),
      })
    : refused("AWS_SSM_TEXT", "the text is no resolve:ssm: reference", text);
}

/**
 * The ARN of a parameter: what policies name.
 *
 * @example
 * ```ts
 * const reference = { kind: "ssm-parameter", name: "/images/node" } as const;
 * const arn = formatSsmArn({ reference, region: "cn-north-1", account: "123456789012" });
 * arn.ok && arn.value; // => "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/images/node"
 * ```
 */
export function formatSsmArn({ reference, region, account }: SsmParameterPlace): Parsed<string> {
  const { name } = reference;
  // An ARN has no slash of its own, so that `/a` and `a` would be one: SSM writes `a`.
  if (!form.test(name) || /^\/[^/]+$/u.test(name)) {
    return badName(name);
  }
  const path = name.startsWith("/") ? name : `/${name}`;
  return toParsed(`arn:${partitionOf(region)}:ssm:${region}:${account ?? ""}:parameter${path}`);
}

/**
 * The parameter of an ARN.
 *
 * @example
 * ```ts
 * const read = parseSsmArn("arn:aws:ssm:eu-west-1::parameter/aws/service/images/node");
 * read.ok && read.value;
 * // => {
 * //      reference: { kind: "ssm-parameter", name: "/aws/service/images/node" },
 * //      region: "eu-west-1",
 * //    }
 * ```
 */
export function parseSsmArn(text: string): Parsed<SsmParameterPlace> {
  const parts = arnForm.exec(text)?.groups;
  const path = parts?.["path"] ?? "";
  const name = path.includes("/") ? `/${path}` : path;
  const region = parts?.["region"] ?? "";
  if (parts === undefined || !form.test(name) || partitionOf(region) !== parts["partition"]) {
    return refused("AWS_SSM_TEXT", "the text is no ARN of an SSM parameter", text);
  }
  const account = parts["account"];
  const reference: SsmParameterReference = { kind: "ssm-parameter", name };
  return toParsed({ reference, region, ...(account !== undefined && { account }) });
}

function badName(name: string): Parsed<never> {
  return refused("AWS_SSM_NAME", "the name of the parameter cannot be written here", name);
}

function refused(
  code: "AWS_SSM_NAME" | "AWS_SSM_TEXT",
  message: string,
  found: string,
): Parsed<never> {
  const facts = { message, found: showValue(found) };
  return { ok: false, diagnostics: [awsLookupDiagnostics.report(code, facts)] };
}
