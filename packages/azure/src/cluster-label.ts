/** The label CAPZ finds a machine's cluster by. */
export const clusterLabel = "cluster.x-k8s.io/cluster-name";
