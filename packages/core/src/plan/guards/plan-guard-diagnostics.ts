import { defineDiagnostics } from "../../diagnostic.ts";
import { componentHazards } from "./component-hazards.ts";
import { imageHazards } from "./image-hazards.ts";
import { judgedHazards } from "./judged-hazards.ts";
import { operationHazards } from "./operation-hazards.ts";
import { rolloutHazards } from "./rollout-hazards.ts";

/** Hazards of plans, whatever the provider. */
export const planGuardDiagnostics = defineDiagnostics({
  ...imageHazards,
  ...componentHazards,
  ...operationHazards,
  ...rolloutHazards,
  ...judgedHazards,
});
