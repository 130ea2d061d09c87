import { Draw, mix } from './draw.ts';
import { drawUse } from './drawn-key.ts';
import { codeOf } from './key-id.ts';
import { FOREVER, type KeyLife, type Member, plainLife } from './life.ts';
import type { SampleAccount } from './places.ts';
import { FAMILY_PIECES, type FamilyPiece } from './showcase-families.ts';
import { DAY, HOUR, REFERENCE, YEAR } from './time.ts';
import { tagsOf } from './words.ts';

/** One multi-Region key: the members share its id, material and rotations; the first is the primary. */
export interface Family {
  readonly index: number;
  readonly members: readonly Member[];
  readonly life: KeyLife;
}

const HOMES = ['us-east-1', 'eu-west-1', 'us-east-1', 'eu-central-1', 'us-west-2', 'ap-southeast-1'];
const AWAY = [
  'us-west-2',
  'eu-central-1',
  'us-east-2',
  'eu-west-2',
  'ap-southeast-1',
  'us-east-1',
  'ap-northeast-1',
];
const SUBJECTS = ['global-table', 'session-store', 'failover', 'cross-region-backup', 'config', 'tokens'];

function drawnFamily(
  seed: number,
  account: SampleAccount,
  index: number,
  regions: readonly string[],
): Family {
  const draw = new Draw(mix(seed, codeOf('family', index)));
  const homes = HOMES.filter((region) => regions.includes(region));
  const primary = draw.pick(homes.length > 0 ? homes : regions);
  const createdAt = REFERENCE - draw.between(30 * DAY, draw.chance(0.16) ? YEAR : 5 * YEAR);
  const wanted = draw.weighted([
    [1, 50],
    [2, 28],
    [3, 15],
    [4, 7],
  ]);
  const turn = draw.whole(0, AWAY.length - 1);
  const away = [...AWAY.slice(turn), ...AWAY.slice(0, turn)]
    .filter((region) => region !== primary && regions.includes(region))
    .slice(0, wanted);
  const replicas = away.map((region) => {
    const later = draw.chance(0.7)
      ? draw.between(HOUR, 20 * DAY)
      : draw.between(20 * DAY, REFERENCE - createdAt - 3 * DAY);
    const at = createdAt + later;
    return { region, createdAt: at, readyAt: at + 60_000, deletion: null };
  });
  const path = `${account.team}/${draw.pick(SUBJECTS)}-mr-${String(index).padStart(3, '0')}`;
  return {
    index,
    members: [{ region: primary, createdAt, readyAt: createdAt, deletion: null }, ...replicas],
    life: {
      ...plainLife(createdAt),
      description: `Shared by ${away.length + 1} regions`,
      aliases: [`alias/${path}`],
      tags: tagsOf(draw, draw.chance(0.08) ? null : account.team, account.team, account.env),
      automatic: draw.chance(0.6) ? { from: createdAt, until: FOREVER, periodDays: 365 } : null,
    },
  };
}

/** The set pieces given, then `drawn` more. */
export function familiesOf(
  seed: number,
  account: SampleAccount,
  regions: readonly string[],
  pieces: readonly FamilyPiece[],
  drawn: number,
): readonly Family[] {
  const own = pieces.map(
    (piece): Family => ({ index: piece.number, members: piece.members, life: piece.life }),
  );
  const first = FAMILY_PIECES.length;
  const more = Array.from({ length: drawn }, (_, index) =>
    drawnFamily(seed, account, first + index, regions),
  );
  return [...own, ...more];
}

/** The key that a family is in one region; undefined where it has no member. */
export function memberLife(seed: number, family: Family, region: string): KeyLife | undefined {
  const member = family.members.find((one) => one.region === region);
  if (!member) return undefined;
  const [primary, ...replicas] = family.members as [Member, ...Member[]];
  const draw = new Draw(mix(mix(seed, family.index), family.members.indexOf(member)));
  return {
    ...family.life,
    createdAt: member.createdAt,
    readyAt: member.readyAt,
    deletion: member.deletion,
    use: drawUse(draw, member.createdAt, family.life.usage),
    family: {
      primary: primary.region,
      replicas: replicas.map((one) => ({
        region: one.region,
        createdAt: one.createdAt,
        deletedAt: one.deletion?.until ?? FOREVER,
      })),
    },
  };
}
