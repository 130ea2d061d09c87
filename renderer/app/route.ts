import { type Answers, QUESTIONS } from '../../shared/advisor/questions.ts';
import { KEY_KINDS, type KeyKind } from '../../shared/model/key.ts';
import {
  type KeyFilter,
  ROTATION_BANDS,
  type RotationBand,
  SORT_COLUMNS,
  type Sort,
} from '../../shared/model/query.ts';

/** What the window shows, whole: every place has an address, so that links and Back lead there. */
export type Route = (
  | { readonly view: 'start' }
  | { readonly view: 'scan'; readonly jobId: string }
  | { readonly view: 'overview' }
  | { readonly view: 'keys'; readonly filter: KeyFilter; readonly sort: readonly Sort[] }
  | { readonly view: 'key'; readonly arn: string }
  /** All clusters, or one. */
  | { readonly view: 'hsms'; readonly cluster?: string | undefined }
  /** What the advisor was answered; a question that is left out stands at its first option. */
  | { readonly view: 'guide'; readonly answers: Partial<Answers> }
  | { readonly view: 'savings' }
  /** All findings, or the one that a rule found. */
  | { readonly view: 'findings'; readonly rule?: string | undefined }
  | { readonly view: 'coverage' }
) & {
  /** Left out: the latest snapshot. */
  readonly snapshot?: string | undefined;
};

const NONE = '~';

/** A null ("no owner tag") is `~`; a text that begins with it gets another in front. */
function encodeValue(value: string | null): string {
  if (value === null) return NONE;
  return value.startsWith(NONE) ? NONE + value : value;
}

function decodeValue(text: string): string | null {
  if (text === NONE) return null;
  return text.startsWith(NONE) ? text.slice(1) : text;
}

function oneOf<T extends string>(allowed: readonly T[], values: readonly string[]): readonly T[] {
  return values.flatMap((value) => allowed.filter((one) => one === value));
}

const TEXTS = ['account', 'region'] as const;
const NULLABLE = ['owner', 'state', 'spec', 'origin'] as const;

function formatFilter(filter: KeyFilter, to: URLSearchParams): void {
  if (filter.text) to.set('text', filter.text);
  for (const name of [...TEXTS, ...NULLABLE, 'kind', 'rotations'] as const) {
    for (const value of filter[name] ?? []) to.append(name, encodeValue(value));
  }
  if (filter.ranged !== undefined) to.set('ranged', String(filter.ranged));
}

function parseFilter(from: URLSearchParams): KeyFilter {
  const filter: { -readonly [K in keyof KeyFilter]: KeyFilter[K] } = {};
  const text = from.get('text');
  if (text) filter.text = text;
  for (const name of TEXTS) {
    const values = from.getAll(name).flatMap((value) => decodeValue(value) ?? []);
    if (values.length > 0) filter[name] = values;
  }
  for (const name of NULLABLE) {
    const values = from.getAll(name).map(decodeValue);
    if (values.length > 0) filter[name] = values;
  }
  const kind = oneOf<KeyKind>(KEY_KINDS, from.getAll('kind'));
  if (kind.length > 0) filter.kind = kind;
  const rotations = oneOf<RotationBand>(ROTATION_BANDS, from.getAll('rotations'));
  if (rotations.length > 0) filter.rotations = rotations;
  const ranged = from.get('ranged');
  if (ranged === 'true' || ranged === 'false') filter.ranged = ranged === 'true';
  return filter;
}

function parseSort(from: URLSearchParams): readonly Sort[] {
  return from.getAll('sort').flatMap((text) => {
    const descending = text.startsWith('-');
    return oneOf(SORT_COLUMNS, [descending ? text.slice(1) : text]).map((column) => ({ column, descending }));
  });
}

function parseAnswers(from: URLSearchParams): Partial<Answers> {
  const given = QUESTIONS.flatMap(({ id, options }) => {
    const option = options.find((one) => one.id === from.get(id));
    return option === undefined ? [] : [[id, option.id] as const];
  });
  return Object.fromEntries(given) as Partial<Answers>;
}

function pathOf(route: Route): string {
  if (route.view === 'scan') return `scan/${encodeURIComponent(route.jobId)}`;
  if (route.view === 'findings' && route.rule !== undefined)
    return `findings/${encodeURIComponent(route.rule)}`;
  if (route.view === 'hsms' && route.cluster !== undefined)
    return `hsms/${encodeURIComponent(route.cluster)}`;
  if (route.view === 'key') return `key/${encodeURIComponent(route.arn)}`;
  return route.view;
}

/** The route's address within the page: `#/keys?owner=payments&sort=-amount`. A clause without values is left out. */
export function href(route: Route): string {
  const search = new URLSearchParams();
  if (route.view === 'keys') {
    formatFilter(route.filter, search);
    for (const { column, descending } of route.sort)
      search.append('sort', `${descending ? '-' : ''}${column}`);
  }
  if (route.view === 'guide')
    for (const { id } of QUESTIONS) if (route.answers[id] !== undefined) search.set(id, route.answers[id]);
  if (route.snapshot !== undefined) search.set('snapshot', route.snapshot);
  const query = search.toString();
  return `#/${pathOf(route)}${query === '' ? '' : `?${query}`}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function place(view: string, rest: string, search: URLSearchParams): Route {
  switch (view) {
    case 'start':
    case 'savings':
    case 'coverage':
      return { view };
    case 'hsms':
      return rest === '' ? { view } : { view, cluster: rest };
    case 'guide':
      return { view, answers: parseAnswers(search) };
    case 'findings':
      return rest === '' ? { view } : { view, rule: rest };
    case 'scan':
      return rest === '' ? { view: 'overview' } : { view, jobId: rest };
    case 'key':
      return rest === '' ? { view: 'overview' } : { view, arn: rest };
    case 'keys':
      return { view, filter: parseFilter(search), sort: parseSort(search) };
    default:
      return { view: 'overview' };
  }
}

/** The place that an address names; an address that names none is the overview. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  const [view = '', rest = ''] = path.split(/\/(.*)/s);
  const search = new URLSearchParams(query);
  const snapshot = search.get('snapshot');
  const route = place(view, decoded(rest), search);
  return snapshot ? { ...route, snapshot } : route;
}
