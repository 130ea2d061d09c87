import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type { SampleOrganisation } from '../../sample/organisation.ts';
import type { Asked } from './ledger-of-answers.ts';
import { HOME } from './outcome.ts';

export interface Expected {
  /** Sorted lines: place, operation, outcome, count. */
  readonly lines: readonly string[];
  readonly complete: boolean;
  /** Accounts that could be signed in to, the management account first. */
  readonly accounts: readonly string[];
}

/** Calls that say nothing of the keys themselves: names and prices have a stand-in each. */
const BESIDE = ['organizations:ListAccounts', 'pricing:GetProducts'];

export function lineOf(
  entry: Pick<CoverageEntry, 'accountId' | 'region' | 'operation' | 'outcome' | 'count'>,
) {
  return `${entry.accountId}/${entry.region} ${entry.operation} ${entry.outcome} ${entry.count}`;
}

/** Nobody knows which account a profile is that could not sign in, so that its name stands there. */
function signIns(asked: readonly Asked[], organisation: SampleOrganisation): readonly Asked[] {
  const of = (operation: string, matches: (one: Asked) => boolean) =>
    asked.find((one) => one.operation === operation && matches(one));
  return organisation.accounts.flatMap(({ id, name, management }) => {
    const role = of('sts:AssumeRole', ({ subject }) => subject.includes(`::${id}:`));
    const identity = of(
      'sts:GetCallerIdentity',
      ({ accountId, region }) => accountId === id && region === HOME,
    );
    // A role that is assumed anew later, after its credentials have ended, is no sign-in.
    const last = identity ?? role;
    if (!last) return [];
    const accountId = last.outcome === 'read' ? id : management ? 'northwind-audit' : name;
    return [{ ...last, accountId, region: HOME, subject: '' }];
  });
}

/**
 * Where ListRegions was not answered, STS is tried in each region that an account may have opted into. One that is off
 * is no gap; of one that is on although it refuses, the calls that follow tell.
 */
function trials(asked: readonly Asked[]): readonly Asked[] {
  const silent = ['regionOff', 'denied'];
  return asked.filter(
    ({ operation, region, outcome }) =>
      operation === 'sts:GetCallerIdentity' && region !== HOME && !silent.includes(outcome),
  );
}

/**
 * The list is read where any of its regions answers; else its first service and region speak for it. Of a list that
 * was read, coverage says nothing.
 */
function prices(asked: readonly Asked[]): readonly Asked[] {
  const all = asked.filter(({ operation }) => operation === 'pricing:GetProducts');
  const unread = (service: string) => {
    const tries = all.filter(({ subject }) => subject === service);
    return tries.some(({ outcome }) => outcome === 'read') ? [] : tries.slice(0, 1);
  };
  const [first] = [...unread('awskms'), ...unread('CloudHSM')];
  return first ? [{ ...first, region: HOME }] : [];
}

/** The accounts are tried in turn until one may list them, so that the last one tells. */
function names(asked: readonly Asked[]): readonly Asked[] {
  return asked.filter(({ operation }) => operation === 'organizations:ListAccounts').slice(-1);
}

/** The coverage that these answers must come to. */
export function expectedCoverage(asked: readonly Asked[], organisation: SampleOrganisation): Expected {
  const signedIn = signIns(asked, organisation);
  const plain = asked.filter(({ operation }) => !operation.startsWith('sts:') && !BESIDE.includes(operation));
  const all = [...signedIn, ...trials(asked), ...names(asked), ...prices(asked), ...plain];
  const counts = new Map<string, CoverageEntry>();
  for (const { accountId, region, operation, outcome } of all) {
    const id = [accountId, region, operation, outcome].join(' ');
    const count = (counts.get(id)?.count ?? 0) + 1;
    counts.set(id, { accountId, region, operation, outcome, count, example: null, action: null });
  }
  return {
    lines: [...counts.values()].map(lineOf).sort(),
    complete: all.every(({ operation, outcome }) => BESIDE.includes(operation) || outcome === 'read'),
    accounts: signedIn.filter(({ outcome }) => outcome === 'read').map(({ accountId }) => accountId),
  };
}
