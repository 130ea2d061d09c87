import type { LastUseEntry } from '../../../shared/model/last-use.ts';
import type { KeyRef } from '../../aws/reader.ts';

/** Keys in the order in which they are to be asked: those never asked first, then the longest ago. */
export function oldestKnowledgeFirst(
  keys: readonly KeyRef[],
  entries: ReadonlyMap<string, LastUseEntry>,
): readonly KeyRef[] {
  const askedAt = ({ arn }: KeyRef) => entries.get(arn)?.askedAt ?? '';
  return keys
    .map((key) => ({ key, at: askedAt(key) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ key }) => key);
}
