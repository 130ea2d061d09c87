import { KIND_WORDS, originWord, ROTATION_WORDS, specWord, stateWord } from '../../../shared/format/words.ts';
import { KEY_KINDS, type KeyKind } from '../../../shared/model/key.ts';
import {
  FACETS,
  type Facet,
  type FacetCounts,
  type KeyFilter,
  ROTATION_BANDS,
  type RotationBand,
  type Sort,
  type SortColumn,
} from '../../../shared/model/query.ts';
import { either } from '../../components/numbers.ts';

export type ClauseName = Facet | 'text' | 'ranged';

/** One clause of the sentence: "owned by" **payments**. */
export interface Clause {
  readonly name: ClauseName;
  /** Before the words that open; "" where the words stand alone. */
  readonly lead: string;
  readonly words: string;
}

export const FACET_TITLES: Readonly<Record<Facet, string>> = {
  owner: 'Owner',
  state: 'State',
  kind: 'Kind',
  rotations: 'Rotations billed',
  region: 'Region',
  account: 'Account',
  spec: 'Spec',
  origin: 'Origin',
};

const KINDS: Readonly<Record<KeyKind, string>> = {
  customer: 'customer managed',
  replica: 'replicas',
  cloudhsm: 'in a CloudHSM key store',
  external: 'in an external key store',
  awsManaged: 'AWS managed',
  unknown: 'not readable',
};

const ROTATIONS: Readonly<Record<RotationBand, string>> = {
  none: 'no billed rotation',
  one: 'one billed rotation',
  twoOrMore: 'two billed rotations',
  notRead: 'rotations that were not read',
  notApplicable: 'no way to rotate',
};

const PLURALS: Readonly<Record<Facet, string>> = {
  owner: 'owners',
  state: 'states',
  kind: 'kinds',
  rotations: 'answers',
  region: 'regions',
  account: 'accounts',
  spec: 'specs',
  origin: 'origins',
};

/** A clause on its own, without quotation marks: "matching card", "owned by payments". */
export function clauseWords({ lead, words }: Clause): string {
  return [lead, words.replace(/^“|”$/g, '')].filter(Boolean).join(' ');
}

/** A value as a list of facets shows it; `label` is what the core calls it, where it knows better. */
export function valueWord(facet: Facet, value: string | null, label?: string): string {
  switch (facet) {
    case 'owner':
      return value ?? 'No owner tag';
    case 'state':
      return stateWord(value);
    case 'kind':
      return isKind(value) ? KIND_WORDS[value] : (value ?? 'Not read');
    case 'rotations':
      return isBand(value) ? ROTATION_WORDS[value] : (value ?? 'Not read');
    case 'spec':
      return value === null ? 'Not read' : specWord(value);
    case 'origin':
      return originWord(value);
    case 'region':
    case 'account':
      return label ?? value ?? 'Not read';
  }
}

function isKind(value: string | null): value is KeyKind {
  return KEY_KINDS.some((kind) => kind === value);
}

function isBand(value: string | null): value is RotationBand {
  return ROTATION_BANDS.some((band) => band === value);
}

/** The filter as clauses, in the order in which a sentence says them. */
export function clauses(filter: KeyFilter, facets: FacetCounts | undefined): readonly Clause[] {
  const said: Clause[] = [];
  if (filter.text) said.push({ name: 'text', lead: 'matching', words: `“${filter.text}”` });
  for (const facet of FACETS) {
    const values = filter[facet];
    if (values === undefined || values.length === 0) continue;
    const labels = new Map(facets?.[facet].map((one) => [one.value, one.label]));
    said.push(facetClause(facet, values, (value) => valueWord(facet, value, labels.get(value))));
  }
  if (filter.ranged !== undefined)
    said.push({ name: 'ranged', lead: 'whose cost', words: filter.ranged ? 'is a range' : 'is exact' });
  return said;
}

function facetClause(
  facet: Facet,
  values: readonly (string | null)[],
  word: (value: string | null) => string,
): Clause {
  const many = values.length > 2;
  const some = (words: readonly string[]) => (many ? `${words.length} ${PLURALS[facet]}` : either(words));
  switch (facet) {
    case 'owner':
      if (values.length === 1 && values[0] === null)
        return { name: facet, lead: '', words: 'without an owner tag' };
      return { name: facet, lead: 'owned by', words: some(values.map((value) => value ?? 'nobody')) };
    case 'state':
      return { name: facet, lead: 'in state', words: some(values.map(word)) };
    case 'kind':
      return kindClause(values);
    case 'rotations':
      return {
        name: facet,
        lead: 'with',
        words: either(values.map((value) => (isBand(value) ? ROTATIONS[value] : word(value)))),
      };
    case 'region':
      return { name: facet, lead: 'in', words: some(values.map(word)) };
    case 'account':
      return { name: facet, lead: many ? 'in' : 'in account', words: some(values.map(word)) };
    case 'spec':
      return { name: facet, lead: 'of spec', words: some(values.map(word)) };
    case 'origin':
      return { name: facet, lead: 'of origin', words: some(values.map(word)) };
  }
}

function kindClause(values: readonly (string | null)[]): Clause {
  const left = KEY_KINDS.filter((kind) => !values.includes(kind));
  if (left.length === 1 && left[0] === 'awsManaged')
    return { name: 'kind', lead: '', words: 'without AWS managed keys' };
  return {
    name: 'kind',
    lead: 'that are',
    words: either(values.map((value) => (isKind(value) ? KINDS[value] : 'not readable'))),
  };
}

/** "without AWS managed keys", the narrowing that is wanted most. */
export const WITHOUT_AWS_MANAGED: readonly KeyKind[] = KEY_KINDS.filter((kind) => kind !== 'awsManaged');

export const SORT_WORDS: Readonly<Record<SortColumn, string>> = {
  alias: 'alias',
  keyId: 'key id',
  account: 'account',
  region: 'region',
  owner: 'owner',
  state: 'state',
  spec: 'spec',
  origin: 'origin',
  rotations: 'rotations',
  created: 'creation',
  amount: 'cost',
};

export const DEFAULT_SORT: readonly Sort[] = [{ column: 'alias', descending: false }];

/** "alias", "cost, highest first, then region". */
export function sortWords(sort: readonly Sort[]): string {
  return sort.map((one) => `${SORT_WORDS[one.column]}${direction(one)}`).join(', then ');
}

function direction({ column, descending }: Sort): string {
  if (!descending) return '';
  if (column === 'amount' || column === 'rotations') return ', highest first';
  return column === 'created' ? ', newest first' : ', backwards';
}

/**
 * The order after a click on a column's head: the same column turns round, another takes its place. With Shift it is
 * added, or turned round where it stands; at most four (the contract's limit), the last gives way.
 */
export function sortAfter(sort: readonly Sort[], column: SortColumn, added: boolean): readonly Sort[] {
  const now = sort.find((one) => one.column === column);
  const next = { column, descending: now === undefined ? column === 'amount' : !now.descending };
  if (!added) return [next];
  if (now !== undefined) return sort.map((one) => (one === now ? next : one));
  return [...sort.slice(0, 3), next];
}

/** The filter with one value of a facet added or taken out; a clause without values is dropped. */
export function toggled(filter: KeyFilter, facet: Facet, value: string | null): KeyFilter {
  const values: readonly (string | null)[] = filter[facet] ?? [];
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return next.length === 0 ? without(filter, facet) : { ...filter, [facet]: next };
}

export function without(filter: KeyFilter, name: ClauseName): KeyFilter {
  const { [name]: _, ...rest } = filter;
  return rest;
}

export function withText(filter: KeyFilter, text: string): KeyFilter {
  return text === '' ? without(filter, 'text') : { ...filter, text };
}

export function isEmpty(filter: KeyFilter): boolean {
  return clauses(filter, undefined).length === 0;
}
