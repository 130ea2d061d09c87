/** What the page may use and Chromium 108 lacks; run in the page before its own scripts. */
export function lendPage(): void {
  const define = (target: object, name: string, value: unknown) => {
    if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
  };
  define(
    Array.prototype,
    'toSorted',
    function toSorted(this: unknown[], compare?: (a: unknown, b: unknown) => number) {
      return [...this].sort(compare);
    },
  );
  define(Array.prototype, 'toReversed', function toReversed(this: unknown[]) {
    return [...this].reverse();
  });
  define(Array.prototype, 'toSpliced', function toSpliced(this: unknown[], ...edit: [number, number]) {
    const copy = [...this];
    copy.splice(...edit);
    return copy;
  });
  define(Array.prototype, 'with', function replaced(this: unknown[], at: number, value: unknown) {
    const copy = [...this];
    copy[at < 0 ? copy.length + at : at] = value;
    return copy;
  });
  define(Object, 'groupBy', (items: Iterable<unknown>, keyOf: (item: unknown, at: number) => string) => {
    const groups: Record<string, unknown[]> = Object.create(null);
    let at = 0;
    for (const item of items) {
      const key = keyOf(item, at++);
      groups[key] = [...(groups[key] ?? []), item];
    }
    return groups;
  });
  define(AbortSignal, 'any', (signals: Iterable<AbortSignal>) => {
    const joined = new AbortController();
    for (const signal of signals) {
      if (signal.aborted) joined.abort(signal.reason);
      else signal.addEventListener('abort', () => joined.abort(signal.reason), { once: true });
    }
    return joined.signal;
  });
  define(Promise, 'withResolvers', () => {
    let resolve: unknown;
    let reject: unknown;
    const promise = new Promise((yes, no) => {
      resolve = yes;
      reject = no;
    });
    return { promise, resolve, reject };
  });
}
