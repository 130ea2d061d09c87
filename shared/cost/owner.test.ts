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
    ['Service-Owner', tags(['Service-Owner', 'core']), 'core', 'Service-Owner'],
    ['team before squad', tags(['squad', 'blue'], ['team', 'core']), 'core', 'team'],
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
    ['a cost centre, which is nobody to ask', read(tags(['cost-center', '4711'])), 'none'],
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
