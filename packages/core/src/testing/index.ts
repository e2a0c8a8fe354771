export { checkConformance } from "./conformance.ts";
export type { ConformanceFailure, ConformanceSample } from "./conformance-sample.ts";
export { exampleCatalog, exampleImage } from "./example-image.ts";
export { imageVariations } from "./image-variations.ts";
export type { ImageVariation } from "./image-variations.ts";
export { memoryPlugin } from "./memory-plugin.ts";
export type { MemoryMachine, MemoryTarget } from "./memory-target.ts";
export { planFaults } from "./plan-faults.ts";
export type { PlanTrial } from "./plan-faults.ts";
