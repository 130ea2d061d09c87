import { describe, expect, it } from 'vitest';
import { splitRuns } from './runs.ts';

const FONTS: Readonly<Record<string, RegExp>> = {
  latin: /[ -~\uFFFD]/u,
  cyrillic: /[ -~\p{sc=Cyrl}]/u,
  japanese: /[ -~\p{sc=Han}\p{sc=Katakana}]/u,
};
const covers = (font: string, codePoint: number) =>
  FONTS[font]?.test(String.fromCodePoint(codePoint)) ?? false;
const split = (text: string) => splitRuns(text, ['latin', 'cyrillic', 'japanese'], covers);

describe('splitRuns', () => {
  it('gives each stretch to the first font that has it', () => {
    expect(split('pay/платежи-金庫')).toEqual([
      { font: 'latin', text: 'pay/' },
      { font: 'cyrillic', text: 'платежи' },
      { font: 'latin', text: '-' },
      { font: 'japanese', text: '金庫' },
    ]);
  });

  it('shows that a character is missing', () => {
    expect(split('a😀ب')).toEqual([{ font: 'latin', text: 'a\uFFFD\uFFFD' }]);
  });

  it('has no runs for no text', () => {
    expect(split('')).toEqual([]);
  });
});
