import { readFileSync } from "node:fs";

import { aws } from "@imagewright/aws";
import { planManifests } from "@imagewright/cluster-api/plan";
import { formatDiagnostic, loadPlugin } from "@imagewright/core";
import { parseCatalog, readYaml } from "@imagewright/core/read";

const folder = new URL("platform/", import.meta.url);
const text = (file: string): string => readFileSync(new URL(file, folder), "utf8");
const catalog = parseCatalog(text("catalog.yaml"), { file: "catalog.yaml" });
const manifests = readYaml(text("clusters/orders-aws.yaml"), { file: "orders-aws.yaml" });

if (catalog.ok && manifests.ok) {
  const { plan } = await planManifests(manifests.value, {
    plugins: [loadPlugin(aws)],
    catalog: catalog.value,
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal: { kubernetesVersion: "1.33" },
    },
  });
  for (const { steps, blockers } of plan.clusters) {
    for (const blocker of blockers) {
      console.log(formatDiagnostic(blocker));
    }
    for (const { stage, title } of steps) {
      console.log(`stage ${stage}: ${title}`);
    }
  }
}
