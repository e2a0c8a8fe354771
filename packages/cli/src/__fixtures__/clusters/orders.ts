/** A cluster of Cluster API on AWS, as it lies in Git: comments, and odd but valid YAML. */
export const orders = `\
# Orders. Owner: team shop.
apiVersion: cluster.x-k8s.io/v1beta2
kind: Cluster
metadata: { name: orders, namespace: shop }
spec:
  controlPlaneRef:
    apiGroup: controlplane.cluster.x-k8s.io
    kind: KubeadmControlPlane
    name: orders
  infrastructureRef:
    apiGroup: infrastructure.cluster.x-k8s.io
    kind: AWSCluster
    name: orders
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSCluster
metadata: { name: orders, namespace: shop }
spec:
  region: eu-west-1
---
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: KubeadmControlPlane
metadata: { name: orders, namespace: shop }
spec:
  replicas: 3
  version: "v1.32.9" # as on the image
  machineTemplate:
    spec:
      infrastructureRef:
        apiGroup: infrastructure.cluster.x-k8s.io
        kind: AWSMachineTemplate
        name: orders
  kubeadmConfigSpec: {}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSMachineTemplate
metadata: { name: orders, namespace: shop }
spec:
  template:
    spec:
      ami: { id: ami-0a000000000000132 }
      instanceType: m6i.large
---
apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineDeployment
metadata: { name: orders-workers, namespace: shop }
spec:
  clusterName: orders
  replicas: 2
  selector: { matchLabels: { pool: workers } }
  template:
    metadata: { labels: { pool: workers } }
    spec:
      clusterName: orders
      version: v1.32.9
      bootstrap:
        configRef:
          apiGroup: bootstrap.cluster.x-k8s.io
          kind: KubeadmConfigTemplate
          name: orders-workers
      infrastructureRef:
        apiGroup: infrastructure.cluster.x-k8s.io
        kind: AWSMachineTemplate
        name: orders-workers
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSMachineTemplate
metadata: { name: orders-workers, namespace: shop }
spec:
  template:
    spec:
      ami:
        id: ami-0a000000000000132
      instanceType: m6i.large
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
kind: KubeadmConfigTemplate
metadata: { name: orders-workers, namespace: shop }
spec:
  template:
    spec:
      joinConfiguration: { nodeRegistration: {} }
`;

/** The images of the shop: of 1.32 and of 1.33. */
export const images = `\
apiVersion: imagewright/v1alpha1
kind: ImageCatalog
images:
  - name: ubuntu-1.33
    kubernetesVersion: 1.33.5
    os: { distribution: ubuntu, release: "24.04" }
    architecture: amd64
    references: [ami:eu-west-1/ami-0a000000000000133]
    created: "2026-11-03T10:00:00Z"
  - name: ubuntu-1.32
    kubernetesVersion: 1.32.9
    os: { distribution: ubuntu, release: "24.04" }
    architecture: amd64
    references: [ami:eu-west-1/ami-0a000000000000132]
    created: "2026-06-03T10:00:00Z"
    lifecycle: { state: deprecated, expires: "2027-01-31T00:00:00Z" }
`;

/** The same cluster under another name. */
export function clusterNamed(name: string): string {
  return orders.replaceAll("orders", name);
}

/** An intent of a file. */
export const intent = `\
apiVersion: imagewright/v1alpha1
kind: UpgradeIntent
goal: { kubernetesVersion: "1.33" }
`;
