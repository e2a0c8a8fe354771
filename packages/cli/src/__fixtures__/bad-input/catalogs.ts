import { type BadInput, catalog, goodCatalog, spec } from "./bad-input.ts";

const second = goodCatalog.slice(goodCatalog.indexOf("  - name"));

/** Catalogs that are broken, or do not hold the one image that is asked for. */
export const catalogs: readonly BadInput[] = [
  {
    name: "an image that is not in the catalog",
    catalog: catalog("kubernetesVersion: 1.35.8", "kubernetesVersion: 1.35.7"),
    expected: ["17:9 IMAGE_NOT_FOUND"],
  },
  {
    name: "an image in another place",
    catalog: catalog("ami:top/", "ami:bottom/"),
    expected: ["17:9 IMAGE_NOT_FOUND"],
  },
  {
    name: "an image of another kind of reference",
    catalog: catalog("ami:top/ami-0123456789abcdef0", "ssm-parameter:/top/ami"),
    expected: ["17:9 IMAGE_NOT_FOUND"],
  },
  {
    name: "two images that fit",
    catalog: `${goodCatalog}${second.replace("20261103", "20261110").replace("cdef0", "cdef1")}`,
    expected: ["17:9 IMAGE_AMBIGUOUS"],
  },
  {
    name: "an image that has expired",
    catalog: `${goodCatalog}    lifecycle: { state: supported, expires: "2026-11-20T00:00:00Z" }\n`,
    expected: ["17:9 IMAGE_NOT_FOUND"],
  },
  {
    name: "an image that was revoked",
    catalog: `${goodCatalog}    lifecycle: { state: revoked }\n`,
    expected: ["17:9 IMAGE_NOT_FOUND"],
  },
  {
    name: "a preview that was not asked for by name",
    catalog: `${goodCatalog}    lifecycle: { state: preview }\n`,
    expected: ["17:9 IMAGE_NOT_FOUND"],
  },
  {
    name: "a pinned record that does not exist",
    spec: spec("- name: first", "- name: first\n        imageRecord: ubuntu-1.35.8-20261104"),
    expected: ["17:9 IMAGE_NOT_FOUND"],
  },
  {
    name: "two records of one name",
    catalog: `${goodCatalog}${second.replace("cdef0", "cdef1")}`,
    expected: ["catalog.yaml:10:11 CATALOG_NAME_TWICE"],
  },
  {
    name: "one reference in two records",
    catalog: `${goodCatalog}${second.replace("20261103", "20261110")}`,
    expected: ["catalog.yaml:14:18 CATALOG_REFERENCE_TWICE"],
  },
  {
    name: "an AMI without its region",
    catalog: catalog("ami:top/ami", "ami:ami"),
    expected: ["catalog.yaml:8:18 CATALOG_REGION_MISSING"],
  },
  {
    name: "a broken reference",
    catalog: catalog("ami:top/ami-0123456789abcdef0", "amy:top/x"),
    expected: ["catalog.yaml:8:18 REFERENCE_KIND_UNKNOWN"],
  },
  {
    name: "no references",
    catalog: catalog("[ami:top/ami-0123456789abcdef0]", "[]"),
    expected: ["catalog.yaml:8:17 SCHEMA_OUT_OF_RANGE"],
  },
  {
    name: "a date without its time",
    catalog: catalog('"2026-11-03T10:00:00Z"', '"2026-11-03"'),
    expected: ["catalog.yaml:9:14 SCHEMA_BAD_FORM"],
  },
  {
    name: "a moment without quotes",
    catalog: catalog('"2026-11-03T10:00:00Z"', "2026-11-03T10:00:00Z"),
    expected: ["catalog.yaml:9:14 READ_AMBIGUOUS_SCALAR"],
  },
  {
    name: "a misspelt key of a record",
    catalog: catalog("references:", "reference:"),
    expected: ["catalog.yaml:4:5 SCHEMA_MISSING_KEY", "catalog.yaml:8:5 SCHEMA_UNKNOWN_KEY"],
  },
  {
    name: "a misspelt state",
    catalog: `${goodCatalog}    lifecycle: { state: suported }\n`,
    expected: ["catalog.yaml:10:25 SCHEMA_NOT_ALLOWED"],
  },
  {
    name: "a spec in place of the catalog",
    catalog: "apiVersion: imagewright/v1alpha1\nkind: ImageSpec\nimages: []\n",
    expected: ["catalog.yaml:2:7 SCHEMA_NOT_ALLOWED"],
  },
  { name: "an empty catalog file", catalog: "", expected: ["catalog.yaml:1:1 FILE_EMPTY"] },
  {
    name: "a catalog with a tab",
    catalog: catalog("    created", "\tcreated"),
    expected: ["catalog.yaml:9:1 READ_TAB"],
  },
  {
    name: "a missing catalog file",
    args: ["spec.yaml", "--catalog", "catalogue.yaml", "--out", "out"],
    expected: ["catalogue.yaml:1:1 FILE_MISSING"],
  },
  {
    name: "no catalog at all",
    args: ["spec.yaml", "--out", "out"],
    expected: ["17:9 IMAGE_NOT_FOUND"],
  },
  {
    name: "faults in the spec and in the catalog",
    spec: spec("shelf: top", "shelve: top"),
    catalog: catalog("references:", "reference:"),
    expected: [
      "12:5 SCHEMA_MISSING_KEY",
      "15:5 SCHEMA_UNKNOWN_KEY",
      "catalog.yaml:4:5 SCHEMA_MISSING_KEY",
      "catalog.yaml:8:5 SCHEMA_UNKNOWN_KEY",
    ],
  },
];
