import { expect, test } from "vitest";

import { AddressMap } from "./address-map.ts";

const address = { group: "example.com", version: "v1", kind: "Pool", name: "a" };

test("an object is found whatever API version names it", () => {
  const map = new AddressMap<string>();
  map.set(address, "here");
  expect(map.get({ ...address, version: "v2" })).toBe("here");
});

test("objects of one name are told apart by group, kind and namespace", () => {
  const map = new AddressMap<number>();
  const others = [
    address,
    { ...address, group: "example.org" },
    { ...address, kind: "Template" },
    { ...address, namespace: "orders" },
  ];
  for (const [index, one] of others.entries()) {
    expect(map.get(one)).toBeUndefined();
    map.set(one, index);
  }
  expect(others.map((one) => map.get(one))).toEqual([0, 1, 2, 3]);
});

test("a second value takes the place of the first", () => {
  const map = new AddressMap<number>();
  map.set(address, 1);
  map.set({ ...address, version: "" }, 2);
  expect(map.get(address)).toBe(2);
});

test("no namespace and an empty one are the same", () => {
  const map = new AddressMap<number>();
  map.set(address, 1);
  expect(map.get({ ...address, namespace: "" })).toBe(1);
});
