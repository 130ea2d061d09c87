/** "1.6000000000" → 1_600_000; "0.0000030000" → 3; null for what is no price. By digits, never by a float's. */
export function microUsd(text: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,12}))?$/.exec(text);
  if (!match) return null;
  const fraction = (match[2] ?? '').padEnd(6, '0');
  return Number(`${match[1]}${fraction.slice(0, 6)}.${fraction.slice(6) || '0'}`);
}
