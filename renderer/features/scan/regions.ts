/** Order and names of the region groups, as the matrix heads them; a prefix that AWS adds comes last, as it is. */
const GROUPS: Readonly<Record<string, string>> = {
  us: 'United States',
  eu: 'Europe',
  ap: 'Asia Pacific',
  ca: 'Canada',
  mx: 'Mexico',
  sa: 'South America',
  me: 'Middle East',
  il: 'Israel',
  af: 'Africa',
};
const ORDER = Object.keys(GROUPS);

export interface RegionColumn {
  readonly region: string;
  /** "s.east-1", under its group's head. */
  readonly word: string;
  /** "apse1", where there is less room. */
  readonly short: string;
  /** The group's head, on its first column only: "Asia Pacific, ap-", or "ca-" where it has to be narrow. */
  readonly head: string | null;
  /** How many columns the head may use. */
  readonly span: number;
}

function prefixOf(region: string): string {
  return region.slice(0, region.indexOf('-'));
}

function rank(prefix: string): number {
  const index = ORDER.indexOf(prefix);
  return index === -1 ? ORDER.length : index;
}

const DIRECTIONS: readonly (readonly [RegExp, string])[] = [
  [/^northeast/, 'n.east'],
  [/^northwest/, 'n.west'],
  [/^southeast/, 's.east'],
  [/^southwest/, 's.west'],
  [/^central/, 'cent.'],
];

function wordOf(region: string): string {
  const rest = region.slice(region.indexOf('-') + 1);
  return DIRECTIONS.reduce((word, [pattern, short]) => word.replace(pattern, short), rest);
}

/** "ap-southeast-1" → "apse1", "us-gov-west-1" → "usgw1". */
function shortOf(region: string): string {
  return region
    .split('-')
    .map((part, index) => {
      if (index === 0 || /^\d+$/.test(part)) return part;
      const two = /^(north|south)(east|west)$/.exec(part);
      return two ? `${two[1]?.[0]}${two[2]?.[0]}` : part[0];
    })
    .join('');
}

/** Columns of the matrix: grouped by continent, in the order given within a group. */
export function regionColumns(regions: readonly string[]): readonly RegionColumn[] {
  const sorted = [...regions].sort((a, b) => {
    const [one, two] = [prefixOf(a), prefixOf(b)];
    return rank(one) - rank(two) || (one < two ? -1 : one > two ? 1 : 0);
  });
  return sorted.map((region, index) => {
    const prefix = prefixOf(region);
    const first = index === 0 || prefixOf(sorted[index - 1] ?? '') !== prefix;
    const span = sorted.filter((other) => prefixOf(other) === prefix).length;
    const name = GROUPS[prefix];
    const head = name === undefined || span < 3 ? `${prefix}-` : `${name}, ${prefix}-`;
    return { region, word: wordOf(region), short: shortOf(region), head: first ? head : null, span };
  });
}
