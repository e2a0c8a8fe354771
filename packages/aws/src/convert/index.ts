export {
  amiNameQuery,
  amiQuery,
  amiReferenceOf,
  formatAmiArn,
  parseAmiArn,
  readAmiQuery,
} from "./ec2-reference.ts";
export type { AmiName, Ec2ImageQuery } from "./ec2-reference.ts";
export {
  eksAmiTypeParameter,
  eksImageName,
  eksReleaseOfName,
  formatEksRelease,
  parseEksImageName,
  parseEksRelease,
} from "./eks-release.ts";
export type { EksAmiType, EksImageName, EksRelease } from "./eks-release.ts";
export { formatResolveSsm, formatSsmArn, parseResolveSsm, parseSsmArn } from "./ssm-text.ts";
export type { SsmParameterChoice, SsmParameterPlace } from "./ssm-text.ts";
