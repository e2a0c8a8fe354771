/**
 * Fetches upstream's CRDs, examples and tables into `.upstream/`, each from a pinned commit and
 * checked by its digest. Files that were derived by hand from their source cannot be fetched; they
 * are listed, and the suites that need them say what they skip.
 *
 *     node tools/fetch-upstream.ts [FOLDER]
 *
 * `IMAGEWRIGHT_UPSTREAM_BASE` names another server with the layout `/OWNER/REPO/COMMIT/PATH`.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

interface Source {
  readonly file: string;
  readonly repo: string;
  readonly commit: string;
  readonly sha256: string;
  readonly path?: string;
  /** Line of the fence in front of the code block that is the file. */
  readonly fenceLine?: number;
  readonly derived?: string;
}

const workspace = resolve(import.meta.dirname, "..");
const target = resolve(process.argv[2] ?? join(workspace, ".upstream"));
const base = process.env["IMAGEWRIGHT_UPSTREAM_BASE"] ?? "https://raw.githubusercontent.com";
const { files } = JSON.parse(
  readFileSync(join(import.meta.dirname, "upstream-sources.json"), "utf8"),
) as { readonly files: readonly Source[] };

const pages = new Map<string, Promise<string>>();
const failed: string[] = [];
let fetched = 0;
let kept = 0;

const wanted = files.filter(({ derived }) => derived === undefined);
const queue = [...wanted];
await Promise.all(Array.from({ length: 8 }, work));
console.log(
  `${fetched} fetched, ${kept} up to date, ${failed.length} failed, ${files.length - wanted.length} derived by hand and not to be had`,
);
for (const line of failed) {
  console.error(line);
}
process.exitCode = failed.length === 0 ? 0 : 3;

async function work(): Promise<void> {
  for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
    try {
      await take(source);
    } catch (error) {
      failed.push(`${source.file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

async function take(source: Source): Promise<void> {
  const file = join(target, source.file);
  if (existsSync(file) && digest(readFileSync(file, "utf8")) === source.sha256) {
    kept += 1;
    return;
  }
  const page = await load(`${base}/${source.repo}/${source.commit}/${source.path ?? ""}`);
  const text = source.fenceLine === undefined ? page : codeBlock(page, source.fenceLine);
  if (digest(text) !== source.sha256) {
    throw new Error("the digest differs from the pinned one; nothing was written");
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
  fetched += 1;
}

function load(url: string): Promise<string> {
  const known = pages.get(url);
  if (known !== undefined) {
    return known;
  }
  const page = fetch(url, { signal: AbortSignal.timeout(30_000) }).then((response) => {
    if (!response.ok) {
      throw new Error(`HTTP ${response.status} for ${new URL(url).pathname}`);
    }
    return response.text();
  });
  pages.set(url, page);
  return page;
}

function isFence(line: string | undefined): boolean {
  return line?.trimStart().startsWith("```") ?? false;
}

/** The code block whose opening fence stands on a line (counted from 1), or on the one after it. */
function codeBlock(page: string, fenceLine: number): string {
  const lines = page.split("\n");
  const open = isFence(lines[fenceLine - 1]) ? fenceLine - 1 : fenceLine;
  const close = lines.findIndex((line, index) => index > open && isFence(line));
  if (!isFence(lines[open]) || close === -1) {
    throw new Error(`there is no code block at line ${fenceLine}`);
  }
  return `${lines.slice(open + 1, close).join("\n")}\n`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
