export type {
  Observation,
  ObservedDocument,
  ObservedObject,
  ObserveOptions,
} from "./observation.ts";
export { observeByPlugins } from "./observe-by-plugins.ts";
export { observeClusters } from "./observe-clusters.ts";
export { observeDiagnostics } from "./observe-diagnostics.ts";
