import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from './wrap.ts';

/** Every character one wide, so that lines can be counted by hand. */
const measure = (text: string) => [...text].length;

describe('wrap', () => {
  it('keeps what fits on one line', () => {
    expect(wrap('payments/card', 13, measure)).toEqual(['payments/card']);
    expect(wrap('', 5, measure)).toEqual(['']);
  });

  it('breaks at spaces, and a long word after a slash or a hyphen', () => {
    expect(wrap('two units were denied', 10, measure)).toEqual(['two units', 'were', 'denied']);
    expect(wrap('payments/card-vault', 10, measure)).toEqual(['payments/', 'card-vault']);
    expect(wrap('card-vault-replay', 11, measure)).toEqual(['card-vault-', 'replay']);
  });

  it('keeps a word that fits on a line in one piece', () => {
    expect(wrap('payments us-east-1', 12, measure)).toEqual(['payments', 'us-east-1']);
  });

  it('does not break an amount at its comma', () => {
    expect(wrap('costs 1,168.00', 9, measure)).toEqual(['costs', '1,168.00']);
  });

  it('breaks Japanese between characters', () => {
    expect(wrap('支払い保管庫', 4, measure)).toEqual(['支払い保', '管庫']);
  });

  it('breaks a word that is wider than a line, and never inside a character', () => {
    expect(wrap('abcdefgh', 3, measure)).toEqual(['abc', 'def', 'gh']);
    expect(wrap('👩‍🚀👩‍🚀', 3, measure)).toEqual(['👩‍🚀', '👩‍🚀']);
  });

  it('loses nothing but spaces, and stays within the width', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 1, max: 20 }), (text, width) => {
        const lines = wrap(text, width, measure);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
