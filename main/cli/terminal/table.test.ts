import { describe, expect, it } from 'vitest';
import { createStyle, width } from './style.ts';
import { table } from './table.ts';

const style = createStyle(false);
const columns = [
  { head: 'Name', flexible: true },
  { head: '$', align: 'right' },
] as const;

describe('table', () => {
  it('closes a total with a single rule above and a double one below', () => {
    const text = table(columns, [['KMS', '1.00']], { style, columns: 80, total: ['Run rate', '1.00'] });
    expect(text.split('\n')).toEqual([
      '  Name         $',
      '  ──────────────',
      '  KMS       1.00',
      '  ──────────────',
      '  Run rate  1.00',
      '  ══════════════',
    ]);
  });

  it('lets only the flexible column give way', () => {
    const text = table(columns, [['a-very-long-name-that-does-not-fit', '1,168.00']], { style, columns: 30 });
    for (const line of text.split('\n')) expect(width(line)).toBeLessThanOrEqual(30);
    expect(text).toContain('1,168.00');
    expect(text).toContain('…');
  });
});
