import type { FindingException } from '../model/finding.ts';

/** What the exceptions that hold on a day leave out. */
export interface Excepted {
  readonly rule: (rule: string) => boolean;
  readonly subject: (rule: string, subject: string) => boolean;
}

/** An exception holds through its last day (UTC); from the next on, what it covered is found again. */
export function holds(exception: FindingException, now: Date): boolean {
  return now.toISOString().slice(0, 10) <= exception.until;
}

export function exceptedOn(exceptions: readonly FindingException[], now: Date): Excepted {
  const held = exceptions.filter((one) => holds(one, now));
  const rules = new Set(held.filter((one) => one.subject === null).map((one) => one.rule));
  const subjects = new Set(held.map((one) => `${one.rule} ${one.subject}`));
  return {
    rule: (rule) => rules.has(rule),
    subject: (rule, subject) => subjects.has(`${rule} ${subject}`),
  };
}
