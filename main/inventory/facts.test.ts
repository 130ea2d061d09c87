import { expect, it } from 'vitest';
import { NOT_APPLICABLE, read, unread } from '../../shared/model/outcome.ts';
import { HeldFacts, type KeyFacts } from './facts.ts';
import { METADATA } from './testing/fake-aws.ts';

const FACTS = (): KeyFacts => ({
  metadata: read({ ...METADATA, description: 'Zürich, 東京 🔑\u0000' }),
  rotationStatus: NOT_APPLICABLE,
  rotations: unread('notAsked'),
  tags: read([{ key: 'Owner', value: 'Zahlungen' }]),
  aliases: null,
  deeper: { policy: read('{"Statement":[]}') },
});

it('gives back what it was given, packed or not, any number of times', () => {
  const held = new HeldFacts(FACTS());
  held.pack();
  held.pack();
  expect(held.facts).toEqual(FACTS());
  held.facts.aliases = ['alias/cards'];
  held.pack();
  expect(held.facts).toEqual({ ...FACTS(), aliases: ['alias/cards'] });
});
