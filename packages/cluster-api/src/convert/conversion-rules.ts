import data from "./data/conversion-rules.json" with { type: "json" };

/** How a value becomes one of v1beta2. */
export type FieldTransform =
  | "move"
  /** Text of a Go duration to whole seconds. */
  | "seconds"
  /** To API group, kind and name. */
  | "reference"
  /** To API version, kind and name. */
  | "templateReference"
  /** Map of texts to a list of names and values. */
  | "arguments";

/** A field inside the items of a list that moves. */
export interface ItemRule {
  readonly from: string;
  readonly to: string;
  readonly how: FieldTransform;
}

/** A field that has another place or form in v1beta2. In pointers, `*` is every item of a list. */
export interface FieldRule {
  readonly from: string;
  /** One place, or several that get the same value. */
  readonly to: readonly string[];
  readonly how: FieldTransform;
  readonly items: readonly ItemRule[];
}

/** A field v1beta2 has no place for. */
interface DropRule {
  readonly from: string;
  readonly because: string;
}

/** A field a map has to have in v1beta2. */
interface DefaultRule {
  readonly at: string;
  readonly field: string;
  readonly value: string;
}

/** All that is different in v1beta2 for one kind. */
export interface KindRules {
  readonly group: string;
  readonly fields: readonly FieldRule[];
  readonly drops: readonly DropRule[];
  readonly defaults: readonly DefaultRule[];
}

interface RuleRow {
  readonly use?: string;
  readonly from?: string;
  readonly to?: string;
  readonly alsoTo?: string;
  readonly how?: string;
  readonly because?: string;
  readonly items?: readonly RuleRow[];
  readonly at?: string;
  readonly field?: string;
  readonly value?: string;
}

interface KindRow {
  readonly group: string;
  readonly rules: readonly RuleRow[];
}

const shapes: Readonly<Record<string, readonly RuleRow[]>> = data.shapes;
const kinds: Readonly<Record<string, KindRow>> = data.kinds;
const read = new Map<string, KindRules>();

/** The kinds that are converted. */
export const convertedKinds: readonly string[] = Object.keys(kinds);

/** What is different for a kind; undefined for kinds that are not converted here. */
export function conversionRules(group: string, kind: string): KindRules | undefined {
  const row = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (row === undefined || row.group !== group) {
    return undefined;
  }
  const known = read.get(kind) ?? readRules(row);
  read.set(kind, known);
  return known;
}

function readRules({ group, rules }: KindRow): KindRules {
  const rows = rules.flatMap((row) => placed(row, "/spec", "/spec"));
  return {
    group,
    fields: rows.flatMap(fieldRule),
    drops: rows.flatMap(({ how, from = "", because = "" }) =>
      how === "drop" ? [{ from, because }] : [],
    ),
    defaults: rows.flatMap(({ how, at = "", field = "", value = "" }) =>
      how === "default" ? [{ at, field, value }] : [],
    ),
  };
}

/** A row with its whole pointers; that of a shape gives all rows of the shape. */
function placed(row: RuleRow, from: string, to: string): readonly RuleRow[] {
  if (row.use !== undefined) {
    const below = [`${from}${row.from ?? ""}`, `${to}${row.to ?? ""}`] as const;
    return (shapes[row.use] ?? []).flatMap((inner) => placed(inner, ...below));
  }
  return [
    {
      ...row,
      ...(row.from !== undefined && { from: `${from}${row.from}` }),
      ...(row.to !== undefined && { to: `${to}${row.to}` }),
      ...(row.alsoTo !== undefined && { alsoTo: `${to}${row.alsoTo}` }),
      ...(row.at !== undefined && { at: `${to}${row.at}` }),
    },
  ];
}

function fieldRule({ from, to, alsoTo, how, items = [] }: RuleRow): readonly FieldRule[] {
  const transform = transformOf(how);
  return transform === undefined || from === undefined || to === undefined
    ? []
    : [
        {
          from,
          to: alsoTo === undefined ? [to] : [to, alsoTo],
          how: transform,
          items: items.flatMap((item) => {
            const inner = transformOf(item.how);
            return inner === undefined
              ? []
              : [{ from: item.from ?? "", to: item.to ?? "", how: inner }];
          }),
        },
      ];
}

function transformOf(text: string | undefined): FieldTransform | undefined {
  switch (text) {
    case "move":
    case "seconds":
    case "reference":
    case "templateReference":
    case "arguments":
      return text;
    default:
      return undefined;
  }
}
