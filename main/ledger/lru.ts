/** Holds the values used last; one that is pushed out is handed to `drop`. */
export interface Lru<T> {
  /** The value kept under `key`, made where there is none. */
  get(key: string, make: () => Promise<T>): Promise<T>;
  /** Drops every value whose key the test accepts. */
  remove(test: (key: string) => boolean): Promise<void>;
}

/** Not for overlapping calls: a ledger asks one question at a time. */
export function createLru<T>(size: number, drop: (value: T) => Promise<void>): Lru<T> {
  const kept = new Map<string, T>();

  async function remove(key: string): Promise<void> {
    const value = kept.get(key);
    kept.delete(key);
    if (value !== undefined) await drop(value);
  }

  return {
    async get(key, make) {
      const value = kept.get(key) ?? (await make());
      kept.delete(key);
      kept.set(key, value);
      for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - size))) await remove(oldest);
      return value;
    },
    async remove(test) {
      for (const key of [...kept.keys()].filter(test)) await remove(key);
    },
  };
}
