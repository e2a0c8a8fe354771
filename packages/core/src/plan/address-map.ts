import type { ObjectAddress } from "./object-address.ts";

interface Entry<Value> {
  readonly address: ObjectAddress;
  value: Value;
  /** Another object of the same name. */
  readonly next: Entry<Value> | undefined;
}

/**
 * Values by the addresses of objects, whatever API version names them. No text is made of an
 * address: few objects share a name, and a plan looks one up ten times for each group.
 */
export class AddressMap<Value> {
  readonly #byName = new Map<string, Entry<Value>>();

  get(address: ObjectAddress): Value | undefined {
    return this.#entryOf(address)?.value;
  }

  set(address: ObjectAddress, value: Value): void {
    const entry = this.#entryOf(address);
    if (entry === undefined) {
      const next = this.#byName.get(address.name);
      this.#byName.set(address.name, { address, value, next });
    } else {
      entry.value = value;
    }
  }

  #entryOf({ group, kind, namespace = "", name }: ObjectAddress): Entry<Value> | undefined {
    let entry = this.#byName.get(name);
    while (
      entry !== undefined &&
      (entry.address.kind !== kind ||
        entry.address.group !== group ||
        (entry.address.namespace ?? "") !== namespace)
    ) {
      entry = entry.next;
    }
    return entry;
  }
}
