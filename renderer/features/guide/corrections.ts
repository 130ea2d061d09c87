import { SOURCES } from '../../../shared/advisor/sources.ts';
import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import { count, unitPrice } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { ENDED_HSM_TYPE } from '../../../shared/model/hsm.ts';
import type { PriceBook } from '../../../shared/model/price.ts';
import type { FacetCounts, KeyFilter } from '../../../shared/model/query.ts';
import { liveHsms } from '../hsms/cluster-words.ts';
import { sourceText } from './source-words.ts';

/** Something that a reader may have learnt, and what holds today. */
export interface Correction {
  readonly learnt: string;
  readonly today: string;
  readonly source: string;
  /** The same on the reader's own keys and hardware, with where its rows are; null where it touches none. */
  readonly own: {
    readonly words: string;
    readonly to: KeyFilter | 'hsms';
  } | null;
}

interface OwnFacts {
  readonly clusters: HsmInventory['clusters'];
  readonly book: PriceBook;
  /** Of customer managed keys and replicas. */
  readonly facets: Pick<FacetCounts, 'rotations' | 'region'>;
}

const MANAGED: KeyFilter = { kind: ['customer', 'replica'] };

/** The common errors (collected from AWS's own pages), worded as a reader may have learnt them. */
export function correctionsOn(facts: OwnFacts): readonly Correction[] {
  return [...validation(facts), ...money(facts)];
}

function validation({ clusters, facets }: OwnFacts): readonly Correction[] {
  const live = clusters.filter(({ cluster }) => liveHsms(cluster) > 0);
  const old = live.filter(({ cluster }) => cluster.hsmType === ENDED_HSM_TYPE).length;
  const nonFips = live.filter(({ cluster }) => cluster.mode === 'NON_FIPS').length;
  const keys = facets.region.reduce((total, one) => total + one.count, 0);
  const chinese = facets.region.filter(({ value }) => value?.startsWith('cn-'));
  const inChina = chinese.reduce((total, one) => total + one.count, 0);
  return [
    {
      learnt: 'KMS is validated to FIPS 140-2 Level 2',
      today:
        'To 140-3 Level 3, certificate 4884; it has been Level 3 since May 2023. In the China regions it is certified by OSCCA instead.',
      source: sourceText(SOURCES.protection),
      own:
        keys === 0
          ? null
          : inChina === 0
            ? { words: `So are your ${plural(keys, 'customer managed key')}`, to: MANAGED }
            : {
                words: `Not so for your ${plural(inChina, 'key')} in China`,
                to: { ...MANAGED, region: chinese.flatMap(({ value }) => value ?? []) },
              },
    },
    {
      learnt: 'CloudHSM is needed where Level 3 is',
      today:
        'No longer. What is left for it: hardware for you alone, control of the material, and PKCS#11, JCE, KSP or OpenSSL access (assumed).',
      source: `${sourceText(SOURCES.protection)}; ${sourceText(SOURCES.hsmFips)}`,
      own:
        live.length === 0
          ? null
          : {
              words: `Ask what your ${plural(live.length, 'running cluster')} ${live.length === 1 ? 'is' : 'are'} for`,
              to: 'hsms',
            },
    },
    {
      learnt: 'CloudHSM is validated to FIPS 140-2 Level 3',
      today:
        'hsm2m.medium to 140-3 Level 3, certificate 4703. hsm1.medium to 140-2 Level 3, certificate 4218, on the historical list since 4 January 2026.',
      source: sourceText(SOURCES.hsmFips),
      own:
        old === 0
          ? null
          : {
              words: `${plural(old, 'cluster')} of yours ${old === 1 ? 'runs' : 'run'} hsm1`,
              to: 'hsms',
            },
    },
    {
      learnt: 'A CloudHSM cluster is always in FIPS mode',
      today: 'An hsm2m cluster may have been made in non-FIPS mode, which cannot be changed later.',
      source: sourceText(SOURCES.hsmModes),
      own:
        nonFips === 0
          ? null
          : { words: `${plural(nonFips, 'running cluster')} of yours in non-FIPS mode`, to: 'hsms' },
    },
  ];
}

function money({ book, facets }: OwnFacts): readonly Correction[] {
  const band = (value: string) => facets.rotations.find((one) => one.value === value)?.count ?? 0;
  const hours = book.prices.filter(({ item }) => item.startsWith('hsm.'));
  const places = [
    ...new Set(hours.map(({ region, microUsd }) => `${unitPrice(microUsd)} in ${region}`)),
  ].sort();
  return [
    {
      learnt: 'An HSM costs about $1.50 an hour',
      today: '$1.60 in us-east-1 for either type; it differs by region, and is read from AWS’s price list.',
      source: 'Infracost, CloudHSM golden test, and AWS KMS pricing page as quoted by a third party',
      own:
        places.length === 0
          ? null
          : {
              words: `Your price book: ${places.slice(0, 3).join(', ')}${places.length > 3 ? ` and ${places.length - 3} more` : ''}`,
              to: 'hsms',
            },
    },
    {
      learnt: 'KMS rotates keys every year',
      today:
        'AWS managed keys, yes. Customer managed: only symmetric keys with material of KMS’s, if you turn it on, every 90 to 2,560 days. Imported material: on demand alone. Asymmetric, HMAC and key store keys: never.',
      source: sourceText(SOURCES.rotation),
      own:
        band('none') === 0
          ? null
          : {
              words: `${count(band('none'))} of yours have never rotated`,
              to: { ...MANAGED, rotations: ['none'] },
            },
    },
    {
      learnt: 'Every rotation adds $1 a month',
      today: 'The first and the second do. Since April 2024 later ones add nothing, also to older keys.',
      source: sourceText(SOURCES.pricing),
      own:
        band('twoOrMore') === 0
          ? null
          : {
              words: `${count(band('twoOrMore'))} of yours have reached that`,
              to: { ...MANAGED, rotations: ['twoOrMore'] },
            },
    },
  ];
}
