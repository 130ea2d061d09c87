import { KIND_WORDS, originWord, ROTATION_WORDS, specWord, stateWord } from '../../shared/format/words.ts';
import {
  FACETS,
  type Facet,
  type FacetCounts,
  type FacetValue,
  type KeyFilter,
} from '../../shared/model/query.ts';
import { condition } from './conditions.ts';
import { ask } from './database.ts';
import type { Desk } from './desk.ts';
import type { Loaded } from './loaded.ts';
import { nullableNumberAt, numberAt } from './values.ts';

const MOST_VALUES = 100;

export const NO_OWNER = 'no owner tag';

/** Each facet's most frequent values; its own clause is left out, so that the other choices show what they would give. */
export async function facets(desk: Desk, snapshot: Loaded, filter: KeyFilter): Promise<FacetCounts> {
  const base = await desk.matching(snapshot, filter.text);
  const counts: [Facet, FacetValue[]][] = [];
  for (const facet of FACETS) {
    const { sql, values } = condition(filter, snapshot.dictionaries, facet);
    const rows = await ask(
      desk.connection,
      `SELECT ${facet} AS code, count(*) AS keys FROM ${base} WHERE ${sql}
       GROUP BY code ORDER BY keys DESC, code NULLS LAST LIMIT ${MOST_VALUES}`,
      values,
    );
    const facetValues = rows.map((row) => ({
      ...facetValue(snapshot, facet, nullableNumberAt(row, 'code')),
      count: numberAt(row, 'keys'),
    }));
    counts.push([facet, facetValues]);
  }
  return Object.fromEntries(counts) as Record<Facet, FacetValue[]>;
}

/** The value behind a code of a facet, and what it is called where it is shown. */
export function facetValue(
  { dictionaries }: Loaded,
  facet: Facet,
  code: number | null,
): { readonly value: string | null; readonly label: string } {
  const value = code === null ? null : (dictionaries[facet].values[code] ?? null);
  const name = code === null ? null : (dictionaries[facet].names[code] ?? null);
  return { value, label: label(facet, value, name) };
}

function label(facet: Facet, value: string | null, name: string | null): string {
  switch (facet) {
    case 'owner':
      return value ?? NO_OWNER;
    case 'account':
    case 'region':
      return name ?? 'Not read';
    case 'state':
      return stateWord(value);
    case 'spec':
      return value === null ? 'Not read' : specWord(value);
    case 'origin':
      return originWord(value);
    case 'kind':
      return wordFor(KIND_WORDS, value);
    case 'rotations':
      return wordFor(ROTATION_WORDS, value);
  }
}

function wordFor(words: Readonly<Record<string, string>>, value: string | null): string {
  return value === null ? 'Not read' : (words[value] ?? value);
}
