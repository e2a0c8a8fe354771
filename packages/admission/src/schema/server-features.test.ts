import { expect, test } from "vitest";

import { serverFeatures } from "./server-features.ts";

test.for<[string | undefined, boolean, boolean]>([
  ["1.29", false, false],
  ["v1.29.14", false, false],
  ["1.30.0", true, false],
  ["1.33", true, false],
  ["1.34.1", true, true],
  [undefined, true, true],
  ["latest", true, true],
])("release %s: ratcheting %s, formats of names %s", ([kubernetes, ratcheting, nameFormats]) => {
  const versions = kubernetes === undefined ? {} : { kubernetes };
  expect(serverFeatures(versions)).toEqual({ ratcheting, nameFormats });
});
