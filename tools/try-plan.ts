import { readFileSync } from "node:fs";

import { clusterApiPlanning } from "@imagewright/cluster-api/plan";
import { createImageCatalog, formatDiagnostic, hasErrors, toParsed } from "@imagewright/core";
import { assemblePlan, planObjects } from "@imagewright/core/plan";
import { parseCatalog } from "@imagewright/core/read";

import { observeText } from "./observation/observe-text.ts";
import { allPlugins } from "./plugins.ts";

const catalog = parseCatalog(readFileSync("examples/platform/catalog.yaml", "utf8"), {
  file: "catalog.yaml",
});
if (!catalog.ok) throw new Error(JSON.stringify(catalog.diagnostics));
const inputs = ["orders-aws", "billing-azure", "edge-cloudstack"].flatMap((name) => {
  const o = observeText(
    readFileSync(`examples/platform/clusters/${name}.yaml`, "utf8"),
    `${name}.yaml`,
  );
  if (!o.ok) throw new Error(JSON.stringify(o.diagnostics));
  return o.value.clusters.map((state) => ({ state, objects: planObjects(o.value.objects) }));
});
const contributions = [
  ...(await Promise.all(allPlugins.map((p) => p.planning()))),
  clusterApiPlanning,
];
const plan = assemblePlan(inputs, {
  intent: {
    apiVersion: "imagewright/v1alpha1",
    kind: "UpgradeIntent",
    goal: { kubernetesVersion: process.argv[2] ?? "1.34" },
    pace: (process.argv[3] ?? "lockstep") as "lockstep",
  },
  catalog: catalog.value,
  contributions,
  at: "2026-11-21T00:00:00Z",
  writeReference(object, found) {
    for (const plugin of allPlugins) {
      const read = plugin.readManifest(object);
      if (read.ok && read.value.length > 0 && plugin.writeReference)
        return plugin.writeReference(object, found);
    }
    throw new Error("nobody");
  },
});
for (const c of plan.clusters) {
  console.log(c.cluster, c.from, c.to, c.applyable);
  for (const h of c.hops) console.log("  hop", JSON.stringify(h));
  for (const s of c.steps)
    console.log(
      "   ",
      s.id,
      s.stage,
      s.class,
      s.action,
      s.title,
      "| after",
      s.after.join(","),
      "|",
      s.effects
        .map(
          (e) =>
            `${e.change} ${e.object.name} ${e.change === "patch" || e.change === "copy" ? e.fields.map((f) => `${f.pointer}:${JSON.stringify(f.from)}->${JSON.stringify(f.to)}`).join("; ") : ""}`,
        )
        .join(" & "),
    );
  for (const d of [...c.blockers, ...c.hazards]) console.log("  ", formatDiagnostic(d));
  console.log(
    "  garbage",
    c.garbage.map((g) => g.object.name + (g.keep ? " KEEP " + g.keep : "")).join(", "),
  );
}
