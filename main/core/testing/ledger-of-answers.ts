import type { Outcome } from '../../../shared/model/outcome.ts';
import type { Answered } from '../../sample/endpoint/answered.ts';
import { outcomeOf } from './outcome.ts';

/** How one thing that was asked for ended, and every page of it that came whole. */
export interface Asked {
  readonly accountId: string;
  readonly region: string;
  readonly operation: string;
  /** A key id, a role's ARN or a service code; empty for a listing. */
  readonly subject: string;
  readonly outcome: Outcome;
  readonly bodies: readonly string[];
}

function subjectOf({ input }: Answered): string {
  const named = [input.KeyId, input.RoleArn, input.ServiceCode].find((value) => typeof value === 'string');
  return String(named ?? '');
}

/** The endpoint's own record, with the attempts at one thing told as one. */
export function askedOf(answers: readonly Answered[]): readonly Asked[] {
  const found = new Map<string, Asked>();
  for (const answer of answers) {
    const { accountId, region, operation, body } = answer;
    const subject = subjectOf(answer);
    const id = [accountId, region, operation, subject].join(' ');
    const bodies = [...(found.get(id)?.bodies ?? []), ...(body === null ? [] : [body])];
    // Asked again and again, its last attempt tells how it ended.
    found.delete(id);
    found.set(id, { accountId, region, operation, subject, outcome: outcomeOf(answer), bodies });
  }
  return [...found.values()];
}

/** The items of every page that came. */
export function itemsOf(
  asked: Asked | undefined,
  field: string,
): readonly Readonly<Record<string, unknown>>[] {
  return (asked?.bodies ?? []).flatMap((body) => JSON.parse(body)[field]);
}
