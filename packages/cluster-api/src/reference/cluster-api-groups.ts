/** Groups of Cluster API that carry versions and references. */
export const coreGroup = "cluster.x-k8s.io";
export const controlPlaneGroup = "controlplane.cluster.x-k8s.io";
export const bootstrapGroup = "bootstrap.cluster.x-k8s.io";
