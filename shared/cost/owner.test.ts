import { describe, expect, it } from 'vitest';
import type { Tag } from '../model/key.ts';
import { type Detail, NOT_APPLICABLE, read, unread } from '../model/outcome.ts';
import { ledgerCluster } from './ledger.ts';
import { ownerOf } from './owner.ts';
import { TEST_BOOK, testCluster } from './testing.ts';

function tags(...pairs: readonly (readonly [string, string])[]): readonly Tag[] {
  return pairs.map(([key, value]) => ({ key, value }));
}

function byTag(name: string, tagKey: string) {
  return { name, basis: { by: 'tag', tagKey } };
}

describe('ownerOf', () => {
  it.each([
    [
      'owner before all',
      tags(['cost-center', '4711'], ['team', 'core'], ['owner', 'payments']),
      'payments',
      'owner',
    ],
    ['team before cost centre', tags(['CostCenter', '4711'], ['Team', 'core']), 'core', 'Team'],
    ['any case', tags(['OWNER', 'payments']), 'payments', 'OWNER'],
    ['cost-center', tags(['cost-center', '4711']), '4711', 'cost-center'],
    ['cost_center', tags(['cost_center', '4711']), '4711', 'cost_center'],
    ['CostCentre', tags(['CostCentre', '4711']), '4711', 'CostCentre'],
    ['Cost Center', tags(['Cost Center', '4711']), '4711', 'Cost Center'],
    ['an empty owner gives way', tags(['owner', ''], ['team', 'core']), 'core', 'team'],
    ['a blank owner gives way', tags(['owner', '  '], ['team', 'core']), 'core', 'team'],
    ['space around the name is dropped', tags(['owner', ' payments ']), 'payments', 'owner'],
  ])('%s', (_, list, name, tagKey) => {
    expect(ownerOf(read(list))).toEqual(byTag(name, tagKey));
  });

  it('does not depend on the order of the tags', () => {
    const list = tags(['owner', 'a'], ['Owner', 'b'], ['team', 'c']);
    expect(ownerOf(read(list))).toEqual(ownerOf(read(list.toReversed())));
  });

  it.each([
    ['no tags', read([]), 'none'],
    ['other tags only', read(tags(['environment', 'prod'], ['ownership', 'x'])), 'none'],
    ['a kind that takes no tags', NOT_APPLICABLE, 'none'],
    ['tags denied', unread('denied'), 'unread'],
    ['no owner on the pages that came', part(tags(['environment', 'prod'])), 'unread'],
  ] as const)('names nobody for %s', (_, detail, by) => {
    expect(ownerOf(detail)).toEqual({ name: null, basis: { by } });
  });

  it('takes the owner from the pages that came', () => {
    expect(ownerOf(part(tags(['owner', 'payments'])))).toEqual(byTag('payments', 'owner'));
  });

  it("reads a cluster's tags", () => {
    const cluster = testCluster([], { tags: tags(['owner', 'security']) });
    expect(ledgerCluster(cluster, TEST_BOOK).owner).toEqual(byTag('security', 'owner'));
  });
});

function part(value: readonly Tag[]): Detail<readonly Tag[]> {
  return { status: 'partial', value, outcome: 'failed' };
}
