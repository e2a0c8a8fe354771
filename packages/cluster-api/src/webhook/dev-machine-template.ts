import { textAt, type Webhook } from "@imagewright/core";

import { infrastructureGroup } from "../machine-template.ts";
import { checkMetadata } from "./label-rules.ts";
import { webhookVersions } from "./object-shape.ts";
import { checkTemplateUnchanged } from "./template-immutability.ts";

/** @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/test/infrastructure/docker/webhooks/admission/devmachinetemplate.go */
export const devMachineTemplateWebhook: Webhook = {
  group: infrastructureGroup,
  kinds: ["DevMachineTemplate", "DockerMachineTemplate"],
  versions: webhookVersions,
  validate: ({ object, oldObject }) => [
    ...(oldObject === undefined
      ? []
      : checkTemplateUnchanged(
          oldObject,
          object,
          `${textAt(object, "/kind")} spec.template.spec field is immutable. Please create a new resource instead`,
        )),
    ...checkMetadata(object, "/spec/template/metadata"),
  ],
};
