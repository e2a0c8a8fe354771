import { formatDiagnostic, formatImageReference, upgradePath } from "@imagewright/core";
import { parseCatalog } from "@imagewright/core/read";

const text = `
apiVersion: imagewright/v1alpha1
kind: ImageCatalog
images:
  - name: ubuntu-2404-1.33.5-20261020
    kubernetesVersion: 1.33.5
    os: { distribution: ubuntu, release: "24.04" }
    architecture: amd64
    references: [ami:eu-west-1/ami-09709369c53539c11]
    created: "2026-10-20T10:00:00Z"
  - name: ubuntu-2404-1.34.1-20261103
    kubernetesVersion: 1.34.1
    os: { distribution: ubuntu, release: "24.04" }
    architecture: amd64
    references: [ami:eu-west-1/ami-0b5c1d0e9f8a7b6c5]
    created: "2026-11-03T10:00:00Z"
  - name: ubuntu-2404-1.34.1-20261117
    kubernetesVersion: 1.34.1
    os: { distribution: ubuntu, release: "24.04" }
    architecture: amd64
    references: [ami:eu-west-1/ami-0f1e2d3c4b5a69788]
    created: "2026-11-17T10:00:00Z"
`;

const catalog = parseCatalog(text, { file: "catalog.yaml" });
if (!catalog.ok) {
  throw new Error(catalog.diagnostics.map(formatDiagnostic).join("\n"));
}

// One minor version at a time, through releases that an image exists for.
const versions = catalog.value.records.map(({ kubernetesVersion }) => kubernetesVersion);
for (const kubernetesVersion of upgradePath("1.32.9", "1.34.1", versions)) {
  const image = catalog.value.resolve({ kubernetesVersion, location: "eu-west-1" });
  console.log(`# ${kubernetesVersion}`);
  console.log(
    image.ok
      ? formatImageReference(image.value.reference)
      : image.diagnostics.map(formatDiagnostic).join("\n"),
  );
}
