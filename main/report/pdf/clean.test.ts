import { describe, expect, it } from 'vitest';
import { clean } from './clean.ts';

describe('clean', () => {
  it('leaves names of any script as they are', () => {
    for (const name of ['payments/card-vault', 'платежи', 'clé', '支払い', 'אבג'])
      expect(clean(name)).toBe(name);
  });

  it('takes control and direction marks out', () => {
    expect(clean('evil\u202Egnp.exe\u0007\u0000\u200F')).toBe('evilgnp.exe');
    expect(clean('a\u200Bb\uFEFFc\u{E0041}d\uD800e')).toBe('abcde');
  });

  it('makes one line of many', () => {
    expect(clean('one\r\ntwo\tthree\u2028four\u00A0five')).toBe('one two three four five');
  });

  it('puts an accent and its letter together, so that one font draws both', () => {
    expect(clean('cle\u0301')).toBe('clé');
  });
});
