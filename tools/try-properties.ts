import fc from "fast-check";

import { buildCluster } from "./fleet/build-cluster.ts";
import { clusterShape } from "./fleet/cluster-shape.ts";
import { fleetCatalog } from "./fleet/fleet-images.ts";
import { intentOf, planManifests, plannerOf } from "./fleet/plan-fleet.ts";
const count = new Map<string, number>();
const add = (k: string) => count.set(k, (count.get(k) ?? 0) + 1);
const ex = new Map<string, string>();
const t = performance.now();
for (const shape of fc.sample(clusterShape, Number(process.argv[2] ?? 500))) {
  try {
    const { plan } = planManifests(
      buildCluster(shape),
      plannerOf(intentOf(shape), fleetCatalog(shape.gap)),
    );
    add(
      `${shape.provider} ${plan.applyable ? (plan.steps.length > 0 ? "steps" : "empty") : "blocked"}`,
    );
    for (const d of [...plan.blockers, ...plan.hazards]) {
      const k = `${d.severity} ${d.code}`;
      add(k);
      if (!ex.has(k)) ex.set(k, d.message + " :: " + JSON.stringify(shape));
    }
  } catch (e) {
    add("THROW " + String(e).slice(0, 100));
    if (!ex.has("T" + String(e).slice(0, 60)))
      ex.set(
        "T" + String(e).slice(0, 60),
        JSON.stringify(shape) + (e as Error).stack?.slice(0, 600),
      );
  }
}
console.log(performance.now() - t, [...count].sort());
for (const [k, v] of ex) console.log(k, v);
