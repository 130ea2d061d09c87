const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Numbers to ten in words, as a sentence has them; figures above. */
export function numberWord(value: number): string {
  return WORDS[value] ?? value.toLocaleString('en-US');
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "a", "a or b", "a, b or c". */
export function either(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/**
 * Ticks of a zero-based axis: the smallest step of 1, 2, 3 or 5 times a power of ten that needs at most `most`
 * steps to reach `max`.
 */
export function ticks(max: number, most = 4): readonly number[] {
  if (max <= 0) return [0, 1];
  for (let power = 10 ** Math.floor(Math.log10(max / most)); ; power *= 10) {
    for (const lead of [1, 2, 3, 5]) {
      const steps = Math.ceil(max / (lead * power) - 1e-9);
      if (steps <= most) return Array.from({ length: steps + 1 }, (_, index) => index * lead * power);
    }
  }
}
