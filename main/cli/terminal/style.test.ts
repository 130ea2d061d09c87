import { describe, expect, it } from 'vitest';
import { createStyle, pad, plain, shorten, wantsColour, width, wrap } from './style.ts';

describe('terminal text', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ TERM: 'dumb' }, true, false],
  ])('with %j on a terminal: %j wants colour: %j', (env, isTty, wanted) => {
    expect(wantsColour(env, isTty)).toBe(wanted);
  });

  it('prints no control or direction character of what AWS returns', () => {
    expect(plain('a\u001b[31mb\u202ec\u0007d\u2066e\u009b2Jf')).toBe('abcdef');
  });

  it('counts ideographs as two columns, marks and styles as none', () => {
    expect(width('鍵')).toBe(2);
    expect(width('e\u0301')).toBe(1);
    expect(width(createStyle(true).bold('ab'))).toBe(2);
  });

  it('shortens in the middle and keeps within the columns', () => {
    expect(shorten('payments/card-vault', 9)).toBe('paym…ault');
    expect(shorten('short', 9)).toBe('short');
    expect(width(shorten('支払い/カード金庫', 8))).toBeLessThanOrEqual(8);
  });

  it('pads by columns, not by characters', () => {
    expect(pad('鍵', 4)).toBe('鍵  ');
    expect(pad('1', 3, 'right')).toBe('  1');
  });

  it('wraps between words', () => {
    expect(wrap('one two three', 9, 2)).toEqual(['  one two', '  three']);
  });
});
