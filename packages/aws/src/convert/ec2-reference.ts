import { type AmiReference, type Parsed, showValue, toParsed } from "@imagewright/core";

import type { Ec2Filter, Ec2Image } from "../lookup/ec2-image.ts";
import { literalFilter } from "../lookup/filter-glob.ts";
import { awsLookupDiagnostics } from "../lookup/lookup-diagnostics.ts";
import { amiId } from "../rules/ami-id.ts";
import { partitionOf } from "../rules/region.ts";

/** What DescribeImages is asked, in one region. */
export interface Ec2ImageQuery {
  /** Region to ask in; undefined where the reference holds none. */
  readonly region?: string;
  readonly ImageIds?: readonly string[];
  readonly Owners?: readonly string[];
  readonly Filters?: readonly Ec2Filter[];
}

/** An AMI by its name, which is unique for one owner in one region. */
export interface AmiName {
  readonly name: string;
  /** Account id. */
  readonly owner: string;
  readonly region?: string;
}

const arnForm =
  /^arn:(?<partition>aws[a-z-]*):ec2:(?<region>[a-z0-9-]+)::image\/(?<id>ami-[0-9a-f]+)$/u;

/**
 * The question that has this AMI alone as its answer.
 *
 * @example
 * ```ts
 * const reference = { kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" } as const;
 * amiQuery(reference); // => { region: "eu-west-1", ImageIds: ["ami-09709369c53539c11"] }
 * ```
 */
export function amiQuery({ region, id }: AmiReference): Ec2ImageQuery {
  return { ...(region !== undefined && { region }), ImageIds: [id] };
}

/**
 * The question for an AMI by name; wildcards in the name are taken literally.
 *
 * @example
 * ```ts
 * amiNameQuery({ name: "node-v1.34.1", owner: "123456789012" });
 * // => { Owners: ["123456789012"], Filters: [{ Name: "name", Values: ["node-v1.34.1"] }] }
 * ```
 */
export function amiNameQuery({ name, owner, region }: AmiName): Ec2ImageQuery {
  return {
    ...(region !== undefined && { region }),
    Owners: [owner],
    Filters: [{ Name: "name", Values: [literalFilter(name)] }],
  };
}

/**
 * The reference of an AMI that EC2 described.
 *
 * @param region - where it was asked: EC2 does not repeat it
 * @example
 * ```ts
 * const read = amiReferenceOf({ ImageId: "ami-09709369c53539c11" }, "eu-west-1");
 * read.ok && read.value; // => { kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" }
 * ```
 */
export function amiReferenceOf({ ImageId = "" }: Ec2Image, region?: string): Parsed<AmiReference> {
  return amiId.test(ImageId)
    ? toParsed({ kind: "ami", ...(region !== undefined && { region }), id: ImageId })
    : refused("AWS_REFERENCE_INCOMPLETE", "the image has no AMI id", ImageId);
}

/**
 * The reference a question is about.
 *
 * @returns `AWS_REFERENCE_LOSSY` for questions that more than one id, or a name, answers
 * @example
 * ```ts
 * const read = readAmiQuery({ region: "eu-west-1", ImageIds: ["ami-09709369c53539c11"] });
 * read.ok && read.value; // => { kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" }
 * readAmiQuery({ ImageIds: ["ami-09709369"], Owners: ["self"] }).ok; // => false
 * ```
 */
export function readAmiQuery(query: Ec2ImageQuery): Parsed<AmiReference> {
  const { region, ImageIds = [], Owners = [], Filters = [] } = query;
  const [id, ...others] = ImageIds;
  return id === undefined || others.length + Owners.length + Filters.length > 0
    ? refused("AWS_REFERENCE_LOSSY", "the question is not for one AMI id alone", query)
    : amiReferenceOf({ ImageId: id }, region);
}

/**
 * The ARN of an AMI.
 *
 * @returns `AWS_REFERENCE_INCOMPLETE` for a reference without its region
 * @example
 * ```ts
 * const reference = { kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" } as const;
 * const arn = formatAmiArn(reference);
 * arn.ok && arn.value; // => "arn:aws:ec2:eu-west-1::image/ami-09709369c53539c11"
 * ```
 */
export function formatAmiArn(reference: AmiReference): Parsed<string> {
  const { region, id } = reference;
  return region === undefined || !amiId.test(id)
    ? refused("AWS_REFERENCE_INCOMPLETE", "an ARN needs region and AMI id", reference)
    : toParsed(`arn:${partitionOf(region)}:ec2:${region}::image/${id}`);
}

/**
 * The AMI of an ARN.
 *
 * @example
 * ```ts
 * const read = parseAmiArn("arn:aws-cn:ec2:cn-north-1::image/ami-09709369");
 * read.ok && read.value; // => { kind: "ami", region: "cn-north-1", id: "ami-09709369" }
 * ```
 */
export function parseAmiArn(text: string): Parsed<AmiReference> {
  const { partition, region = "", id = "" } = arnForm.exec(text)?.groups ?? {};
  return amiId.test(id) && partitionOf(region) === partition
    ? toParsed({ kind: "ami", region, id })
    : refused("AWS_REFERENCE_INCOMPLETE", "the text is no ARN of an AMI", text);
}

function refused(
  code: "AWS_REFERENCE_INCOMPLETE" | "AWS_REFERENCE_LOSSY",
  message: string,
  found: unknown,
): Parsed<never> {
  const facts = { message, found: showValue(found) };
  return { ok: false, diagnostics: [awsLookupDiagnostics.report(code, facts)] };
}
