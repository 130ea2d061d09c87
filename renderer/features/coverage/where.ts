import { plural } from '../../../shared/format/words.ts';
import type { Account, Unit } from '../../../shared/model/place.ts';

/** "merchant-stage, ap-northeast-3", "3 units in 2 accounts". */
export function where(units: readonly Unit[], accounts: readonly Account[]): string {
  const [first] = units;
  if (first === undefined) return '';
  const named = accounts.find(({ id }) => id === first.accountId)?.name ?? first.accountId;
  if (units.length === 1) return [named, first.region].filter(Boolean).join(', ');
  const across = new Set(units.map(({ accountId }) => accountId)).size;
  return across === 1
    ? `${named}, ${units.length} regions`
    : `${plural(across, 'account')}, ${units.length} units`;
}
