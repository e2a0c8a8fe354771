import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonValue,
  nearestName,
  ownValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { checkBootstrapCalls } from "../../user-data/check-bootstrap-call.ts";
import table from "../data/node-group-parameters.json" with { type: "json" };
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";

/** Values of the parameters of `amazon-eks-nodegroup.yaml`, by name; lists are joined by commas. */
export interface StackParameters {
  readonly [name: string]: string;
}

/** Releases of the template that are known. */
export type NodeGroupTemplate = "2022-08-17" | "2022-12-23";

/** What CloudFormation takes as one value. */
const longestValue = 4096;

/**
 * Every problem of parameters of upstream's node group template: names it does not have, missing
 * ones, and values it refuses or that break what it makes of them.
 *
 * @example
 * ```ts
 * const rest = {
 *   ClusterControlPlaneSecurityGroup: "sg-0a1b2c3d",
 *   ClusterName: "production",
 *   KeyName: "ops",
 *   NodeGroupName: "workers",
 *   Subnets: "subnet-0a1b2c3d",
 *   VpcId: "vpc-0a1b2c3d",
 * };
 * checkStackParameters({ ...rest, NodeImageId: "ami-09709369c53539c11" }); // => []
 * checkStackParameters({ ...rest, NodeImageID: "ami-09709369c53539c11" }).map(({ hint }) => hint);
 * // => ["Did you mean `NodeImageId`?"]
 * ```
 */
export function checkStackParameters(
  parameters: StackParameters,
  template: NodeGroupTemplate = "2022-12-23",
  pointer = "",
): readonly Diagnostic[] {
  const known = table.parameters.filter(({ since }) => since === undefined || since <= template);
  const names = known.map(({ name }) => name);
  const unknown = Object.keys(parameters)
    .filter((name) => !names.includes(name))
    .map((name) => {
      const nearest = nearestName(name.slice(0, 64), names);
      return eksManifestDiagnostics.report("EKS_STACK_PARAMETER", {
        message: `the template of ${template} has no parameter ${showValue(name)}`,
        pointer: `${pointer}${formatPointer([name])}`,
        ...(nearest !== undefined && { hint: `Did you mean \`${nearest}\`?` }),
      });
    });
  const missing = known
    .filter(({ name, default: value }) => value === undefined && parameters[name] === undefined)
    .map(({ name }) =>
      eksManifestDiagnostics.report("EKS_STACK_PARAMETER", {
        message: `the parameter ${name} has no default`,
        pointer: `${pointer}/${name}`,
      }),
    );
  const values = known.flatMap(({ name, pattern }) => {
    const value = parameters[name];
    const isOdd =
      value !== undefined &&
      (value.length > longestValue || !new RegExp(`^(?:${pattern})$`, "u").test(value));
    return isOdd
      ? [
          eksManifestDiagnostics.report("EKS_STACK_VALUE", {
            message: `the value of ${name} is refused, or breaks the script`,
            pointer: `${pointer}/${name}`,
            found: showValue(value),
          }),
        ]
      : [];
  });
  return [
    ...unknown,
    ...missing,
    ...values,
    ...checkSizes(parameters, pointer),
    ...checkArguments(parameters, `${pointer}/BootstrapArguments`),
  ];
}

/** The template pastes the arguments behind the name of the cluster, as they are. */
function checkArguments(
  { BootstrapArguments: words = "" }: StackParameters,
  pointer: string,
): readonly Diagnostic[] {
  return words.length > longestValue || /[\n\r\0]/u.test(words)
    ? []
    : checkBootstrapCalls(`/etc/eks/bootstrap.sh cluster ${words}\n`, {}, pointer);
}

function checkSizes(parameters: StackParameters, pointer: string): readonly Diagnostic[] {
  const size = (name: string): number => {
    const given = parameters[name];
    const usual = table.parameters.find((one) => one.name === name)?.default;
    return Number(given ?? usual);
  };
  const [min, desired, max] = [
    "NodeAutoScalingGroupMinSize",
    "NodeAutoScalingGroupDesiredCapacity",
    "NodeAutoScalingGroupMaxSize",
  ].map((name) => size(name));
  const isOrdered =
    min === undefined ||
    desired === undefined ||
    max === undefined ||
    // Values that are no numbers have been told.
    [min, desired, max].some((one) => Number.isNaN(one)) ||
    (min <= desired && desired <= max);
  const message = `the sizes ${min}, ${desired} and ${max} are not in order, defaults included`;
  const at = `${pointer}/NodeAutoScalingGroupDesiredCapacity`;
  return isOrdered
    ? []
    : [eksManifestDiagnostics.report("EKS_STACK_SIZES", { message, pointer: at })];
}

/**
 * The file for `--parameters file://…`, as data: one entry a parameter, in the order of names.
 *
 * @example
 * ```ts
 * stackParameterList({ NodeImageId: "ami-09709369c53539c11" });
 * // => [{ ParameterKey: "NodeImageId", ParameterValue: "ami-09709369c53539c11" }]
 * ```
 */
export function stackParameterList(
  parameters: StackParameters,
): readonly { readonly ParameterKey: string; readonly ParameterValue: string }[] {
  return Object.entries(parameters)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
}

/**
 * The words that create or update the stack with the AWS command line; values are taken as they
 * are, each after the first `=` of its word.
 *
 * @param templateFile - path of the template
 * @example
 * ```ts
 * stackCommand("workers", "amazon-eks-nodegroup.yaml", { KeyName: "ops" });
 * // => [
 * //      "aws", "cloudformation", "deploy",
 * //      "--stack-name", "workers",
 * //      "--template-file", "amazon-eks-nodegroup.yaml",
 * //      "--capabilities", "CAPABILITY_IAM",
 * //      "--parameter-overrides", "KeyName=ops",
 * //    ]
 * ```
 */
export function stackCommand(
  stackName: string,
  templateFile: string,
  parameters: StackParameters,
): readonly string[] {
  return [
    "aws",
    "cloudformation",
    "deploy",
    "--stack-name",
    stackName,
    "--template-file",
    templateFile,
    "--capabilities",
    "CAPABILITY_IAM",
    "--parameter-overrides",
    ...stackParameterList(parameters).map(
      ({ ParameterKey, ParameterValue }) => `${ParameterKey}=${ParameterValue}`,
    ),
  ];
}

/**
 * Reads a file of parameters, in either form the AWS command line takes: a list of keys and
 * values, or a map below `Parameters`.
 *
 * @example
 * ```ts
 * const read = readStackParameters([{ ParameterKey: "KeyName", ParameterValue: "ops" }]);
 * read.ok && read.value; // => { KeyName: "ops" }
 * readStackParameters([{ ParameterKey: "KeyName" }]).diagnostics.map(({ pointer }) => pointer);
 * // => ["/0"]
 * ```
 */
export function readStackParameters(document: JsonValue): Parsed<StackParameters> {
  const map = isJsonObject(document) ? ownValue(document, "Parameters") : undefined;
  if (isJsonObject(map)) {
    const entries = Object.entries(map);
    const odd = entries.filter(([, value]) => typeof value !== "string");
    return toParsed(
      Object.fromEntries(
        entries.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
      ),
      odd.map(([name]) => noParameter(formatPointer(["Parameters", name]))),
    );
  }
  if (!Array.isArray(document)) {
    return { ok: false, diagnostics: [noParameter("")] };
  }
  const items: readonly JsonValue[] = document;
  const diagnostics: Diagnostic[] = [];
  const values = new Map<string, string>();
  for (const [index, item] of items.entries()) {
    const key = isJsonObject(item) ? ownValue(item, "ParameterKey") : undefined;
    const value = isJsonObject(item) ? ownValue(item, "ParameterValue") : undefined;
    if (typeof key !== "string" || typeof value !== "string" || values.has(key)) {
      diagnostics.push(noParameter(`/${index}`));
    } else {
      values.set(key, value);
    }
  }
  return toParsed(Object.fromEntries(values), diagnostics);
}

function noParameter(pointer: string): Diagnostic {
  const message = "this is no parameter with one value";
  return eksManifestDiagnostics.report("EKS_STACK_PARAMETER", { message, pointer });
}
