import { expect, test } from 'vitest';
import { takeToken } from './http-link.ts';

function page(hash: string) {
  const kept = new Map<string, string>();
  const replaced: string[] = [];
  const self = {
    location: { hash, pathname: '/', search: '' },
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    },
    history: { replaceState: (_state: unknown, _title: string, address: string) => replaced.push(address) },
  } as unknown as Window;
  return { self, replaced };
}

test('the token leaves the address at once and survives a reload', () => {
  const { self, replaced } = page('#token=a-b_9');
  expect(takeToken(self)).toBe('a-b_9');
  expect(replaced).toEqual(['/']);
  Object.assign(self.location, { hash: '#/keys?owner=payments' });
  expect(takeToken(self)).toBe('a-b_9');
  expect(replaced).toHaveLength(1);
});

test('without one there is none', () => {
  expect(takeToken(page('#/overview').self)).toBe('');
});
