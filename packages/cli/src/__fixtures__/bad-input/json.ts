import { type BadInput } from "./bad-input.ts";

const good = `\
{
  "apiVersion": "imagewright/v1alpha1",
  "kind": "ImageSpec",
  "images": [
    {
      "name": "ubuntu",
      "kubernetes": { "version": "1.35.8" },
      "os": { "distribution": "ubuntu", "release": "24.04" },
      "architecture": "amd64"
    }
  ],
  "targets": [{ "name": "shelf", "provider": "memory", "image": "ubuntu", "shelf": "top" }]
}
`;

function json(name: string, from: string, to: string, ...expected: string[]): BadInput {
  if (!good.includes(from)) {
    throw new Error(`the text holds no ${JSON.stringify(from)}`);
  }
  return { name, file: "spec.json", spec: good.replace(from, () => to), expected };
}

/** JSON texts that are none, and what JSON readers pass in silence. */
export const jsonFaults: readonly BadInput[] = [
  json("a comma behind the last entry", '"top" }]', '"top", }]', "12:91 READ_SYNTAX"),
  json(
    "a comma that is missing",
    '"imagewright/v1alpha1",',
    '"imagewright/v1alpha1"',
    "3:3 READ_SYNTAX",
  ),
  json("a comment", '"kind"', '// the kind\n  "kind"', "3:3 READ_SYNTAX"),
  json("single quotes", '"ImageSpec"', "'ImageSpec'", "3:11 READ_SYNTAX"),
  json("a key without quotes", '"kind":', "kind:", "3:3 READ_SYNTAX"),
  json(
    "a key twice",
    '"kind": "ImageSpec"',
    '"kind": "ImageSpec", "kind": "ImageSpec"',
    "3:24 READ_DUPLICATE_KEY",
  ),
  json("a number in hexadecimal", '"24.04"', "0x18", "8:52 READ_SYNTAX"),
  json("a number with a leading zero", '"24.04"', "024", "8:52 READ_SYNTAX"),
  json("not a number", '"24.04"', "NaN", "8:52 READ_SYNTAX"),
  json(
    "a number that a double cannot keep",
    '"24.04"',
    "9007199254740993",
    "8:52 READ_NUMBER_INEXACT",
  ),
  json("a line end inside a text", '"ubuntu",\n', '"ubu\nntu",\n', "6:15 READ_UNCLOSED"),
  json("half of a surrogate pair", '"top"', String.raw`"\ud83d"`, "12:84 READ_STRING"),
  json("NUL", '"top"', String.raw`"to\u0000p"`, "12:84 READ_STRING"),
  json("more text behind the end", "}]\n}\n", "}]\n}\n{}\n", "14:1 READ_SYNTAX"),
  json("an end that is missing", "}]\n}\n", "}]\n", "13:1 READ_SYNTAX"),
  json(
    "a misspelt option",
    '"shelf": "top"',
    '"shelve": "top"',
    "12:15 SCHEMA_MISSING_KEY",
    "12:75 SCHEMA_UNKNOWN_KEY",
  ),
  json(
    "a byte-order mark, and a misspelt kind",
    good,
    `\uFEFF${good.replace("ImageSpec", "ImageSpek")}`,
    "1:1 READ_BYTE_ORDER_MARK",
    "3:11 SCHEMA_NOT_ALLOWED",
  ),
];
