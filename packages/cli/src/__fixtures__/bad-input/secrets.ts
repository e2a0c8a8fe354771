import { type BadInput, spec } from "./bad-input.ts";

/** Faults beside secrets, which are not shown. */
export const secretPlaces: readonly BadInput[] = [
  {
    name: "a proxy with a password and a misspelt scheme",
    spec: spec(
      "architecture: amd64",
      "architecture: amd64\n    proxy: { http: htp://build:hunter2@proxy.example:3128 }",
    ),
    expected: ["11:20 SCHEMA_BAD_FORM"],
  },
  {
    name: "a key for a password that does not exist",
    spec: spec("shelf: top", "shelf: top\n    password: hunter2"),
    expected: ["16:5 SCHEMA_UNKNOWN_KEY"],
  },
  {
    name: "a token of the wrong type",
    spec: spec("shelf: top", "shelf: top\n    apiToken: [hunter2]"),
    expected: ["16:5 SCHEMA_UNKNOWN_KEY"],
  },
  {
    name: "a private key as a certificate",
    spec: spec(
      "architecture: amd64",
      'architecture: amd64\n    caCertificates: "-----BEGIN PRIVATE KEY-----hunter2-----END PRIVATE KEY-----"',
    ),
    expected: ["11:21 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "an access key of AWS as a shelf",
    spec: spec("shelf: top", "shelf: AKIAHUNTER2HUNTER2HU"),
    expected: ["15:12 SCHEMA_BAD_FORM"],
  },
  {
    name: "a secret behind a syntax error",
    spec: spec("shelf: top", 'shelf: top\n    secretKey: "hunter2'),
    expected: ["16:16 READ_UNCLOSED"],
  },
];

/** What the outputs of these cases may never hold. */
export const secretTexts = /hunter2/iu;
