import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { images, intent, orders } from "./orders.ts";

/** A command line about clusters that cannot be done as it is asked, and what is said. */
export interface BadClusters {
  readonly name: string;
  readonly argv: readonly string[];
  /** Beside `m/orders.yaml`, `catalog.yaml` and `intent.yaml`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly arrange?: (folder: string) => void;
  /** Findings as `file:line:column CODE`, or the code alone. */
  readonly expected: readonly string[];
  readonly exitCode?: number;
}

const usage = { expected: ["CLI_USAGE"], exitCode: 2 } as const;
const plan = ["plan", "m", "-c", "catalog.yaml", "--to", "1.33"];
/** What steers a terminal. */
export const esc = "\u001B[31m\u202E";

export const badGoals: readonly BadClusters[] = [
  { name: "no goal", argv: ["plan", "m"], ...usage },
  { name: "two goals", argv: [...plan, "--image", "ubuntu-1.33"], ...usage },
  { name: "a goal beside a file", argv: [...plan, "--intent", "intent.yaml"], ...usage },
  { name: "a version that is none", argv: ["plan", "m", "--to", "latest"], ...usage },
  { name: "a version that steers a terminal", argv: ["plan", "m", "--to", esc], ...usage },
  { name: "a version twice", argv: [...plan, "--to", "1.33"], ...usage },
  { name: "versions to pass without patch", argv: [...plan, "--through", "1.32"], ...usage },
  { name: "a pace that nobody knows", argv: [...plan, "--pace", "slow"], ...usage },
  { name: "no groups at once", argv: [...plan, "--concurrency", "0"], ...usage },
  { name: "a half group at once", argv: [...plan, "--concurrency", "1.5"], ...usage },
  { name: "a moment that is none", argv: [...plan, "--at", "tomorrow"], ...usage },
  { name: "a component that nobody knows", argv: [...plan, "--target-version", "x=1.2"], ...usage },
  {
    name: "an option that says what the file says",
    argv: ["plan", "m", "--intent", "intent.yaml", "--pace", "fewer", "--cluster", "orders"],
    files: { "intent.yaml": `${intent}pace: lockstep\nclusters: [orders]\n` },
    expected: ["CLI_USAGE", "CLI_USAGE"],
    exitCode: 2,
  },
  {
    name: "a cluster that is not there",
    argv: [...plan, "--cluster", "order,shop/orders"],
    expected: ["PLAN_CLUSTER_UNKNOWN"],
  },
  {
    name: "a downgrade",
    argv: ["plan", "m", "-c", "catalog.yaml", "--to", "1.31"],
    expected: ["m/orders.yaml:26:12 PLAN_DOWNGRADE"],
  },
  {
    name: "an image that the catalog does not have",
    argv: ["plan", "m", "-c", "catalog.yaml", "--image", "ubuntu-1.34"],
    expected: ["PLAN_IMAGE_MISSING"],
  },
];

export const badFiles: readonly BadClusters[] = [
  {
    name: "a path that is missing",
    argv: ["plan", "n", "-c", "catalog.yaml", "--to", "1.33"],
    expected: ["n:1:1 FILE_MISSING"],
  },
  {
    name: "a catalog, an intent and manifests that are missing, all told at once",
    argv: ["plan", "n", "-c", "catalogue.yaml", "--intent", "intents.yaml"],
    expected: ["intents.yaml:1:1 FILE_MISSING", "catalogue.yaml:1:1 FILE_MISSING", "n:1:1 FILE_MISSING"],
  },
  {
    name: "a folder without clusters",
    argv: ["plan", "x", "-c", "catalog.yaml", "--to", "1.33"],
    files: { "x/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n" },
    expected: ["CLI_CLUSTERS_NONE"],
  },
  {
    name: "a catalog in the place of manifests",
    argv: ["plan", "catalog.yaml", "--to", "1.33"],
    expected: ["CLI_CLUSTERS_NONE"],
  },
  {
    name: "manifests in the place of a catalog",
    argv: ["plan", "m", "-c", "m/orders.yaml", "--to", "1.33"],
    expected: ["m/orders.yaml:15:1 READ_SEVERAL_DOCUMENTS"],
  },
  {
    name: "an intent with a misspelt key, and without its goal",
    argv: ["plan", "m", "--intent", "intent.yaml"],
    files: { "intent.yaml": intent.replace("goal", "gaol") },
    expected: ["intent.yaml:1:1 SCHEMA_MISSING_KEY", "intent.yaml:3:1 SCHEMA_UNKNOWN_KEY"],
  },
  {
    name: "an intent with values that may not stand there",
    argv: ["plan", "m", "--intent", "intent.yaml"],
    files: { "intent.yaml": `${intent.replace('"1.33"', "1.33")}concurrency: 0\npace: slow\n` },
    expected: ["intent.yaml:3:7 SCHEMA_MISSING_KEY", "intent.yaml:3:7 SCHEMA_MISSING_KEY", "intent.yaml:3:9 SCHEMA_UNKNOWN_KEY", "intent.yaml:3:28 SCHEMA_WRONG_TYPE", "intent.yaml:4:14 SCHEMA_OUT_OF_RANGE", "intent.yaml:5:7 SCHEMA_NOT_ALLOWED"],
  },
  {
    name: "a file of manifests that is cut",
    argv: plan,
    files: { "m/orders.yaml": orders.slice(0, orders.indexOf("instanceType") - 40) },
    expected: ["m/orders.yaml:41:7 AWS_MANIFEST_FIELD"],
  },
  {
    name: "a kind that is misspelt",
    argv: plan,
    files: { "m/orders.yaml": orders.replace("kind: KubeadmControlPlane\nmetadata", "kind: KubeadmControlPlan\nmetadata") },
    expected: ["m/orders.yaml:2:1 PLAN_CONTROL_PLANE_MISSING", "m/orders.yaml:21:1 PLAN_VERSION_UNKNOWN"],
  },
  {
    name: "a version that is missing",
    argv: plan,
    files: { "m/orders.yaml": orders.replace(/ {2}version: "v1.32.9".*\n/u, "") },
    expected: ["m/orders.yaml:21:1 PLAN_VERSION_UNKNOWN"],
  },
  {
    name: "a version that is none, and a name that steers a terminal",
    argv: plan,
    files: {
      "m/orders.yaml": orders
        .replace('"v1.32.9"', String.raw`"v1.32\u001b[31m"`)
        .replace("name: orders-workers, n", String.raw`name: "w\u202e\u001b[31m", n`),
    },
    expected: ["m/orders.yaml:26:12 CLUSTER_VERSION_INVALID", "m/orders.yaml:26:12 PLAN_VERSION_UNKNOWN"],
  },
  {
    name: "two objects of one name",
    argv: plan,
    files: { "m/twin.yaml": orders.replace("replicas: 2", "replicas: 5") },
    expected: ["m/twin.yaml:46:19 CLUSTER_OBJECT_DUPLICATE"],
  },
  {
    name: "a file that is too large",
    argv: plan,
    arrange: (folder) => writeFileSync(join(folder, "m/a.yaml"), `a: ${"x".repeat(10 * 1024 * 1024)}\n`),
    expected: ["m/a.yaml:1:1 FILE_TOO_LARGE"],
  },
  {
    name: "variables without their values",
    argv: [...plan, "--variables", "values.yaml"],
    files: {
      "m/orders.yaml": orders.replaceAll("v1.32.9", "${KUBERNETES_VERSION}"),
      "values.yaml": "REPLICAS: 3\n",
    },
    expected: ["m/orders.yaml:1:1 CAPI_VARIABLE_MISSING"],
  },
  {
    name: "variables that are left in the text where a plan needs their values",
    argv: plan,
    files: { "m/orders.yaml": orders.replaceAll("v1.32.9", "${KUBERNETES_VERSION}") },
    expected: ["m/orders.yaml:26:12 PLAN_VERSION_UNKNOWN"],
  },
];

export const badOutputs: readonly BadClusters[] = [
  { name: "--write and --diff", argv: [...plan, "--write", "--diff"], ...usage },
  { name: "--lines and --out", argv: [...plan, "--lines", "--out", "plan"], ...usage },
  { name: "--lines and --format json", argv: [...plan, "--lines", "-f", "json"], ...usage },
  { name: "--each without --lines", argv: [...plan, "--each"], ...usage },
  { name: "--output-kind without --out", argv: [...plan, "--output-kind", "svg"], ...usage },
  { name: "a kind of output that nobody knows", argv: [...plan, "--out", "p", "--output-kind", "pdf"], ...usage },
  { name: "--dry-run of nothing", argv: [...plan, "--dry-run"], ...usage },
  { name: "--write to standard input", argv: ["plan", "-", "--to", "1.33", "--write"], ...usage },
  { name: "--out without its folder", argv: [...plan, "--out", "--format"], ...usage },
  {
    name: "a file in the place of the folder",
    argv: [...plan, "--out", "catalog.yaml", "--output-kind", "json"],
    expected: ["WRITE_IN_THE_WAY"],
  },
  {
    name: "a link among the manifests that would be changed",
    argv: ["plan", "l", "-c", "catalog.yaml", "--to", "1.33", "--write"],
    arrange: (folder) => {
      mkdirSync(join(folder, "l"));
      writeFileSync(join(folder, "l/real.txt"), orders);
      symlinkSync("real.txt", join(folder, "l/orders.yaml"));
    },
    expected: ["WRITE_LINK"],
  },
];

export const badStatus: readonly BadClusters[] = [
  { name: "nodes from standard input twice", argv: ["status", "-", "--nodes", "-"], ...usage },
  {
    name: "nodes of several clusters",
    argv: ["status", "m", "--nodes", "nodes.yaml"],
    files: { "m/stock.yaml": orders.replaceAll("orders", "stock"), "nodes.yaml": "a: 1\n" },
    ...usage,
  },
  {
    name: "a cluster that is not there",
    argv: ["status", "m", "--cluster", "x"],
    expected: ["PLAN_CLUSTER_UNKNOWN"],
  },
  {
    name: "answers that do not say what was asked",
    argv: ["status", "m", "--cloud", "a.json", "--cloud", "b.json", "--cloud", "c.json"],
    files: { "a.json": '{"nodegroup": {}}', "b.json": '[{"call": "eks:DescribeCluster"}]' },
    expected: ["a.json:1:1 CLI_CLOUD_FORM", "b.json:1:2 CLI_CLOUD_FORM", "c.json:1:1 FILE_MISSING"],
  },
  { name: "no dump at all", argv: ["status", "none"], expected: ["none:1:1 FILE_MISSING"] },
];

export const badOthers: readonly BadClusters[] = [
  { name: "images without an action", argv: ["images"], ...usage },
  { name: "an action that nobody knows", argv: ["images", "chek", "m"], ...usage },
  { name: "images of an empty name", argv: ["images", "check", ""], ...usage },
  {
    name: "a catalog with a fault, beside manifests with another",
    argv: ["images", "check", "m", "-c", "catalog.yaml"],
    files: { "catalog.yaml": images.replace("amd64", "x86"), "m/b.yaml": "a: [\n" },
    expected: ["catalog.yaml:7:19 SCHEMA_NOT_ALLOWED", "m/b.yaml:1:4 READ_UNCLOSED"],
  },
  { name: "convert --write and --stdout", argv: ["convert", "m", "--write", "--stdout"], ...usage },
  { name: "convert --dry-run of nothing", argv: ["convert", "m", "--dry-run"], ...usage },
  { name: "convert to a version there is not", argv: ["convert", "m", "--to", "v1"], ...usage },
  { name: "convert --write to standard input", argv: ["convert", "-", "--write"], ...usage },
  {
    name: "convert what is older than v1beta1, beside a broken file",
    argv: ["convert", "m", "--write"],
    files: {
      "m/a.yaml": "apiVersion: cluster.x-k8s.io/v1alpha4\nkind: Cluster\nmetadata: { name: a }\n",
      "m/b.yaml": "a: [\n",
    },
    expected: ["m/a.yaml:1:13 CAPI_CONVERT_VERSION", "m/b.yaml:1:4 READ_UNCLOSED"],
  },
  { name: "explain no step", argv: ["explain"], ...usage },
  { name: "explain without a plan", argv: ["explain", "abc"], ...usage },
  {
    name: "explain a plan that is there, and one that is made",
    argv: ["explain", "abc", "--plan", "plan.json", "--to", "1.33"],
    ...usage,
  },
  {
    name: "explain a plan that is none",
    argv: ["explain", "abc", "--plan", "intent.yaml"],
    expected: ["intent.yaml:1:1 SCHEMA_MISSING_KEY", "intent.yaml:1:1 SCHEMA_MISSING_KEY", "intent.yaml:1:1 SCHEMA_MISSING_KEY", "intent.yaml:1:1 SCHEMA_MISSING_KEY", "intent.yaml:1:1 SCHEMA_MISSING_KEY", "intent.yaml:1:1 SCHEMA_MISSING_KEY", "intent.yaml:1:1 SCHEMA_UNKNOWN_KEY", "intent.yaml:2:1 SCHEMA_UNKNOWN_KEY", "intent.yaml:3:1 SCHEMA_UNKNOWN_KEY"],
  },
  {
    name: "explain a step that is not there",
    argv: ["explain", esc, "m", "-c", "catalog.yaml", "--to", "1.33"],
    expected: ["PLAN_STEP_UNKNOWN"],
  },
  { name: "a cluster on standard input that is empty", argv: ["plan", "-", "--to", "1.33"], expected: ["<stdin>:1:1 FILE_EMPTY"] },
];
