import { defineDiagnostics } from "@imagewright/core";

/** What the webhooks of CAPA refuse. Messages are CAPA's own. */
export const awsWebhookDiagnostics = defineDiagnostics({
  AWS_IMMUTABLE: {
    severity: "error",
    cause: "CAPA lets nobody change this field of an object that exists.",
    remedy: "Make a copy under a new name, and let the owner refer to the copy.",
  },
  AWS_TEMPLATE_FIELD: {
    severity: "error",
    cause: "The field belongs to one machine, and a template makes many.",
    remedy: "Remove the field from the template.",
  },
  AWS_BOOTSTRAP_REFUSED: {
    severity: "error",
    cause: "Fields about cloud-init and Ignition exclude or need each other.",
    remedy: "Keep either `cloudInit` or `ignition`, with fields that go together.",
  },
  AWS_FEATURE_GATE: {
    severity: "info",
    cause:
      "CAPA takes this field only if its controller runs with a feature gate that is off by default.",
    remedy: "Start the controller with the gate that the finding names.",
  },
  AWS_VOLUME_REFUSED: {
    severity: "error",
    cause: "CAPA refuses a volume with these fields.",
    remedy:
      "Give iops to io1 and io2, throughput to gp3 alone, and a device name to further volumes.",
  },
  AWS_PURCHASE_REFUSED: {
    severity: "error",
    cause: "Spot options, market type and capacity reservation exclude or need each other.",
    remedy: "Keep one way of buying the instance.",
  },
  AWS_HOST_REFUSED: {
    severity: "error",
    cause: "Fields about dedicated hosts need tenancy `host`, and one way to find the host.",
    remedy: "Set `tenancy: host`, and either `hostID` or `dynamicHostAllocation`.",
  },
  AWS_NETWORK_REFUSED: {
    severity: "error",
    cause:
      "A subnet, a security group or an address pool is named in two ways at once, or in none.",
    remedy: "Name each by its id or by filters, never by both.",
  },
  AWS_SSH_KEY_REFUSED: {
    severity: "error",
    cause: "The name of a key pair is ASCII without blanks at its ends.",
    remedy: "Write the name as EC2 lists it, or the empty text for no key.",
  },
  AWS_POOL_REFUSED: {
    severity: "error",
    cause: "Fields of the pool exclude or need each other.",
    remedy: "Follow the sentence of the finding.",
  },
  AWS_CONTROL_PLANE_REFUSED: {
    severity: "error",
    cause: "CAPA refuses a control plane of EKS with these fields.",
    remedy: "Follow the sentence of the finding.",
  },
  AWS_EKS_VERSION_REFUSED: {
    severity: "error",
    cause: "EKS takes a control plane up one minor version after the other, and never back.",
    remedy: "Set the minor version the control plane has, or the one after it.",
  },
});

/** One of the codes of the webhooks. */
export type AwsWebhookCode = keyof typeof awsWebhookDiagnostics.rules;
