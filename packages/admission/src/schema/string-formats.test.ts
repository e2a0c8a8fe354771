import { expect, test } from "vitest";

import { newestFeatures } from "./server-features.ts";
import { hasFormat } from "./string-formats.ts";

test.for<[string, readonly string[], readonly string[]]>([
  [
    "bsonobjectid",
    ["507f1f77bcf86cd799439011"],
    ["507f1f77bcf86cd79943901", "507f1f77bcf86cd79943901z"],
  ],
  ["byte", ["YQ==", "YWJj"], ["", "YQ=", "Y Q=", "a"]],
  [
    "cidr",
    ["10.0.0.0/8", "2001:db8::/32", "::/0", "010.0.0.0/8"],
    ["10.0.0.0", "10.0.0.0/33", "::/129", "10.0.0/8"],
  ],
  ["creditcard", ["4111 1111 1111 1111", "378282246310005"], ["4111111111111112", "123"]],
  ["date", ["2024-02-29", "2026-11-21"], ["2023-02-29", "2026-13-01", "2026-11-31", "26-11-21"]],
  [
    "date-time",
    ["2026-11-21T10:00:00Z", "2026-11-21t10:00:00.5+01:00"],
    ["2026-11-21", "2026-11-21T24:00:00Z", "2026-02-30T10:00:00Z", "2026-11-21T10:00:00"],
  ],
  [
    "duration",
    ["1h30m", "-1.5h", "0", "22 ns", "3 days", "100ms"],
    ["", "1", "h", "5 parsecs", "1.h.m x"],
  ],
  [
    "email",
    ["a@example.com", "Ann <a.b@example.com>"],
    ["a", "@example.com", "a@", "a b@example.com"],
  ],
  ["hexcolor", ["#fff", "A0B1C2"], ["#ffff", "red"]],
  [
    "hostname",
    ["example.com", "a", "1and1.example", "localhost"],
    ["-a.example.com", "a_b", `${"a".repeat(64)}.com`, "a..b"],
  ],
  ["ipv4", ["192.0.2.1", "192.000.002.001"], ["192.0.2", "192.0.2.256", "::1"]],
  [
    "ipv6",
    ["::1", "2001:db8::1", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8"],
    ["192.0.2.1", "1::2::3", "1:2:3:4:5:6:7", "12345::", "1:2:3:4:5:6:7:8::"],
  ],
  ["isbn", ["0321751043", "978-0321751041"], ["0321751042", "978-0321751042"]],
  ["isbn10", ["0321751043", "080442957X"], ["978-0321751041"]],
  ["isbn13", ["978-0321751041"], ["0321751043"]],
  ["k8s-short-name", ["a", "a-1"], ["A", "-a", "a.b", "a".repeat(64)]],
  ["k8s-long-name", ["a.b-c", "a".repeat(100)], ["A.b", "a..b", ""]],
  [
    "mac",
    ["01:23:45:67:89:ab", "01-23-45-67-89-AB-CD-EF", "0123.4567.89ab"],
    ["01:23-45:67:89:ab", "0123456789ab", "01:23:45:67:89"],
  ],
  ["password", ["", "anything"], []],
  ["rgbcolor", ["rgb(0, 255,1)"], ["rgb(0,256,1)", "rgb(00,1,1)", "rgb(1,1)"]],
  ["ssn", ["123-45-6789", "123 45 6789"], ["123456789", "123-45-678"]],
  [
    "uri",
    ["https://example.com/a?b", "/path", "urn:isbn:1", "*"],
    ["example", "", "https://exa mple.com", "http://%zz/"],
  ],
  [
    "uuid",
    ["F47AC10B-58CC-4372-A567-0E02B2C3D479", "f47ac10b58cc4372a5670e02b2c3d479"],
    ["f47ac10b"],
  ],
  ["uuid3", ["f47ac10b-58cc-3372-a567-0e02b2c3d479"], ["f47ac10b-58cc-4372-a567-0e02b2c3d479"]],
  ["uuid4", ["f47ac10b-58cc-4372-a567-0e02b2c3d479"], ["f47ac10b-58cc-4372-7567-0e02b2c3d479"]],
  ["uuid5", ["f47ac10b-58cc-5372-b567-0e02b2c3d479"], ["f47ac10b-58cc-4372-a567-0e02b2c3d479"]],
])("the format %s tells texts apart", ([format, good, bad]) => {
  expect(good.filter((text) => hasFormat(text, format, newestFeatures) !== true)).toEqual([]);
  expect(bad.filter((text) => hasFormat(text, format, newestFeatures) !== false)).toEqual([]);
});

test.for(["int32", "k8s-name", "phone"])("the format %s says nothing", (format) => {
  expect(hasFormat("x", format, newestFeatures)).toBeUndefined();
});

test.for(["duration", "email", "hostname", "uri", "mac", "ipv6", "rgbcolor", "date-time", "cidr"])(
  "a hostile text costs the format %s no more than others",
  (format) => {
    for (const part of ["1", "a@", ":", "a.", "1 ", "-", "%", "rgb( ", '\\"']) {
      expect(hasFormat(part.repeat(30_000), format, newestFeatures)).toBeTypeOf("boolean");
    }
  },
);

test("formats of names say nothing before the release that has them", () => {
  const features = { ...newestFeatures, nameFormats: false };
  expect(hasFormat("A B", "k8s-short-name", features)).toBeUndefined();
  expect(hasFormat("A B", "k8s-short-name", newestFeatures)).toBe(false);
});

test("a URI may be of any length", () => {
  expect(hasFormat(`data:,${"a".repeat(70_000)}`, "uri", newestFeatures)).toBe(true);
});
