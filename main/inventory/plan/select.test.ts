import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnitId, selects } from './select.ts';

const UNITS = new Map([['ou-ab12-payments', new Set(['111111111111'])]]);
const account = (name: string, id = '222222222222') => ({ id, name });

describe('an account selector', () => {
  it.each([
    ['222222222222', account('anything'), true],
    ['222222222222', account('222222222222', '333333333333'), false],
    ['payments-*', account('payments-prod'), true],
    ['Payments-*', account('payments-prod'), true],
    ['payments-*', account('old-payments-prod'), false],
    ['*prod', account('payments-prod'), true],
    ['p?', account('p1'), true],
    ['p?', account('p12'), false],
    ['a.b', account('axb'), false],
    ['(team) [x]', account('(team) [x]'), true],
    ['ou-ab12-payments', account('x', '111111111111'), true],
    ['ou-ab12-payments', account('ou-ab12-payments'), false],
    // Too short for the id of a unit: a name.
    ['ou-1', account('ou-1'), true],
  ])('%s and %o: %s', (text, one, expected) => {
    expect(selects(text, UNITS)(one)).toBe(expected);
  });

  it('takes a name without wildcards literally, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        fc.pre(!/[*?]/.test(name) && !/^\d{12}$/.test(name) && !isUnitId(name));
        expect(selects(name, UNITS)(account(name))).toBe(true);
        expect(selects(name, UNITS)(account(`${name}x`))).toBe(false);
      }),
    );
  });
});
