import { MalformedAnswer } from './answer.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** The token of the next page; null after the last one. */
  readonly next: string | null;
}

/** Every page in turn. A token that comes again would never end: `fetch` must refuse it by `fresh`. */
export async function* pages<T>(
  fetch: (token: string | null, fresh: (next: string | null) => string | null) => Promise<Page<T>>,
): AsyncIterable<readonly T[]> {
  const seen = new Set<string>();
  const fresh = (next: string | null) => {
    if (next !== null && seen.has(next)) throw new MalformedAnswer('the next page');
    return next;
  };
  let token: string | null = null;
  do {
    const page: Page<T> = await fetch(token, fresh);
    if (page.next !== null) seen.add(page.next);
    token = page.next;
    yield page.items;
  } while (token !== null);
}
