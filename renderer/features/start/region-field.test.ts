import { expect, test } from 'vitest';
import { parseRegions } from './region-field.tsx';

test('codes are taken, anything else is named', () => {
  expect(parseRegions('eu-west-1, US-EAST-1 eu-west-1; us-gov-west-1 ireland')).toEqual({
    regions: ['eu-west-1', 'us-east-1', 'us-gov-west-1'],
    wrong: ['ireland'],
  });
  expect(parseRegions('  ')).toEqual({ regions: [], wrong: [] });
});
