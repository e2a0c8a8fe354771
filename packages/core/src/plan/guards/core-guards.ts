import type { PlanGuard } from "../plan-contribution.ts";
import { cgroupGuard } from "./cgroup-guard.ts";
import { containerRuntimeGuard } from "./container-runtime-guard.ts";
import { healthCheckGuard } from "./health-check-guard.ts";
import { imageGuard } from "./image-guard.ts";
import { imageLifetimeGuard } from "./image-lifetime-guard.ts";
import { imageLookupGuard } from "./image-lookup-guard.ts";
import { operatingSystemGuard } from "./operating-system-guard.ts";
import { pauseGuard } from "./pause-guard.ts";
import { releaseGuard } from "./release-guard.ts";
import { replicaGuard } from "./replica-guard.ts";
import { rolloutGuard } from "./rollout-guard.ts";
import { writerGuard } from "./writer-guard.ts";

/** Guards against hazards that every provider's plans have. */
export const coreGuards: readonly PlanGuard[] = [
  pauseGuard,
  imageGuard,
  operatingSystemGuard,
  imageLifetimeGuard,
  imageLookupGuard,
  containerRuntimeGuard,
  cgroupGuard,
  rolloutGuard,
  replicaGuard,
  healthCheckGuard,
  writerGuard,
  releaseGuard,
];
