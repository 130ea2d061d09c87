import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeIn, codeOf, type KeyClass, keyIdOf } from './key-id.ts';

const space = fc.integer({ min: 0, max: 0xffffffff });
const index = fc.nat(999_999);
const kind = fc.constantFrom<KeyClass>('showcase', 'managed', 'standing', 'gone', 'coming', 'family');

test('a key id leads back to its place, in its own unit only', () => {
  fc.assert(
    fc.property(space, space, kind, index, (own, other, name, at) => {
      fc.pre(own !== other);
      const keyId = keyIdOf(own, codeOf(name, at));
      expect(codeIn(own, keyId)).toBe(codeOf(name, at));
      expect(codeIn(other, keyId)).toBeUndefined();
    }),
  );
});

test('ids have the shapes of AWS: a version 4 UUID, and mrk- with 32 digits', () => {
  const single = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(keyIdOf(7, codeOf('standing', 3))).toMatch(single);
  expect(keyIdOf(7, codeOf('family', 3))).toMatch(/^mrk-[0-9a-f]{32}$/);
});

test('text that is no key id is nobody', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(codeIn(7, text)).toBeUndefined();
    }),
  );
});
