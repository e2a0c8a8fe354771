import { defineDiagnostics } from "@imagewright/core";

/** Findings of CAPA's search for an AMI, and of references that are written in another form. */
export const awsLookupDiagnostics = defineDiagnostics({
  AWS_LOOKUP_NOT_EVALUATED: {
    severity: "error",
    cause:
      "The name format is a Go template with more than plain fields: what CAPA makes of it is not guessed.",
    remedy: "Use `{{.BaseOS}}` and `{{.K8sVersion}}` alone, or name the AMI.",
  },
  AWS_LOOKUP_TEMPLATE: {
    severity: "error",
    cause: "CAPA fails on a name format that is no Go template or names a field it does not have.",
    remedy: "Use `{{.BaseOS}}` and `{{.K8sVersion}}`; `*` and `?` are wildcards.",
  },
  AWS_LOOKUP_VERSION: {
    severity: "error",
    cause: "A lookup needs the Kubernetes version of the machine, and this is none.",
    remedy: "Set `version` at the owner of the machine, or name the AMI.",
  },
  AWS_LOOKUP_BY_PARAMETER: {
    severity: "error",
    cause: "CAPA asks SSM for this lookup and searches no AMIs.",
    remedy: "Read the SSM parameter that the finding names.",
  },
  AWS_LOOKUP_EMPTY: {
    severity: "error",
    cause: "No AMI passes the filters that CAPA sends.",
    remedy: "Compare name, owner, architecture and state of the AMIs that nearly match.",
  },
  AWS_LOOKUP_DATE: {
    severity: "error",
    cause:
      "CAPA reads creation dates as `YYYY-MM-DDTHH:MM:SS.mmmZ` and fails as a whole if one of the matching AMIs has another form.",
    remedy: "Give the creation date as EC2 writes it.",
  },
  AWS_LOOKUP_AMBIGUOUS: {
    severity: "error",
    cause: "The newest AMIs have the same creation date, and CAPA then takes any of them.",
    remedy: "Deregister one of them, narrow the format, or name the AMI.",
  },
  AWS_LOOKUP_SEVERAL: {
    severity: "info",
    cause: "More than one AMI matches, and CAPA takes the newest.",
    remedy: "Make sure that all of them are meant, or narrow the format.",
  },
  AWS_LOOKUP_DEPRECATED: {
    severity: "warning",
    cause:
      "EC2 hides deprecated AMIs from everybody but their owner, so that this one may not be found.",
    remedy: "Say which account asks and when, or name another AMI.",
  },
  AWS_LOOKUP_FILTERS: {
    severity: "error",
    cause: "CAPA's lookup fields cannot say what these EC2 filters say.",
    remedy: "Keep `owner-id`, `name` and `architecture`, each with one value, or name the AMI.",
  },
  AWS_EKS_PARAMETER: {
    severity: "error",
    cause: "The SSM parameter is none that an eksLookupType of CAPA stands for.",
    remedy: "Resolve the parameter, and name the AMI it holds.",
  },
  AWS_EKS_ENDED: {
    severity: "warning",
    cause: "AWS publishes no Amazon Linux 2 image for Kubernetes 1.33 and later.",
    remedy: "Use Amazon Linux 2023.",
  },
  AWS_EKS_GPU_ARCHITECTURE: {
    severity: "warning",
    cause: "CAPA's lookup of GPU images knows x86_64 only, whatever the instance type.",
    remedy: "Name an AMI of the right architecture.",
  },
  AWS_SSM_TEXT: {
    severity: "error",
    cause: "The text is no SSM parameter in this form.",
    remedy:
      "Write `resolve:ssm:/path/of/the/parameter`, or `arn:aws:ssm:REGION:ACCOUNT:parameter/path`.",
  },
  AWS_SSM_NAME: {
    severity: "error",
    cause: "The name of the parameter cannot be carried exactly in this form.",
    remedy: "Use letters, digits and `_.-/`; a name with slashes starts with one.",
  },
  AWS_REFERENCE_LOSSY: {
    severity: "error",
    cause: "The other form has no place for a part of the reference.",
    remedy: "Keep that part beside the reference, or use a form that carries it.",
  },
  AWS_REFERENCE_INCOMPLETE: {
    severity: "error",
    cause: "The other form needs a fact that the reference does not hold.",
    remedy: "Give the fact that the finding names.",
  },
  AWS_EKS_RELEASE: {
    severity: "error",
    cause: "The text is no release of an EKS image, or the type of AMI has none.",
    remedy: "Write `KUBERNETES_VERSION-YYYYMMDD`, e.g. `1.33.4-20250901`.",
  },
});
