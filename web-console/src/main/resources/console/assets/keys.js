// The keys of changes: a change that is asked for again because its answer was lost has the key that it had.

/** So long a change without an answer is the same when a person asks for it again. */
const REMEMBERED_MILLIS = 60_000;
const BYTES = 16;

export class Keys {
  /** The last change whose answer is not known. */
  #open = null;

  /** Of the same change, asked for again before any other: the key from before; else a fresh one. */
  take(address, { method, body }) {
    const open = this.#open;
    const same = open !== null && open.address === address && open.method === method && open.body === body && performance.now() - open.since < REMEMBERED_MILLIS;
    this.#open = { address, method, body, key: same ? open.key : fresh(), since: performance.now() };
    return this.#open;
  }

  /** The server has answered: the same once more is another change. */
  answered(asked) {
    if (this.#open === asked) this.#open = null;
  }
}

/** 128 random bits; `randomUUID` is there on encrypted pages alone. */
function fresh() {
  return Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
