import { expect, test } from "vitest";

import { givenFields } from "./given-fields.ts";

interface Options {
  readonly size?: number;
  readonly tags?: { readonly [name: string]: string };
  readonly disks?: readonly { readonly name: string; readonly lun?: number }[];
}

test("fields come in the order of the names, maps below them sorted", () => {
  const options: Options = {
    tags: { b: "2", a: "1", __proto__x: "3" },
    disks: [{ name: "etcd", lun: 0 }],
    size: 3,
  };
  expect(JSON.stringify(givenFields(options, ["size", "disks", "tags"]))).toBe(
    '{"size":3,"disks":[{"lun":0,"name":"etcd"}],"tags":{"__proto__x":"3","a":"1","b":"2"}}',
  );
});

test("what is not set is left out", () => {
  const options: Options = { size: 0 };
  expect(givenFields(options, ["tags", "size"])).toEqual({ size: 0 });
});
