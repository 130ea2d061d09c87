const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'] as const;

/** Numbers up to ten are words in a sentence: 2 → "two", 204 → "204", 1204 → "1,204". */
export function inWords(value: number): string {
  return WORDS[value] ?? value.toLocaleString('en-US');
}

/** As the start of a sentence: "Two". */
export function opening(value: number): string {
  const words = inWords(value);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** opening(2) with its noun: "Two keys". */
export function openingOf(value: number, one: string, many = `${one}s`): string {
  return `${opening(value)} ${value === 1 ? one : many}`;
}

/** "a, b, c and two more". */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${inWords(names.length - 3)} more` : shown;
}
