import { bootstrapObject, convertBootstrapObject } from "@imagewright/aws/eks";
import { checkUserData } from "@imagewright/aws/user-data/read";
import { emitYaml, formatDiagnostic } from "@imagewright/core";

// What boots nodes of Amazon Linux 2 today, for those of Amazon Linux 2023.
const converted = convertBootstrapObject({
  kind: "EKSConfigTemplate",
  name: "workers",
  spec: { kubeletExtraArgs: { "max-pods": "58" }, useMaxPods: false },
});
if (converted.ok) {
  console.log(emitYaml(bootstrapObject(converted.value)));
}

// Does user data that somebody wrote join a node?
const config =
  "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec: { kubelet: { Flags: [] } }\n";
for (const finding of checkUserData(config, { family: "al2023" })) {
  console.log(formatDiagnostic(finding));
}
