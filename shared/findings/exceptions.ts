import type { FindingException } from '../model/finding.ts';

/** What the exceptions that hold on a day leave out. */
export interface Excepted {
  /** Everything that the rule finds. */
  readonly rule: (rule: string) => boolean;
  /** The single things, by ARN, that are left out of what the rule finds. */
  readonly subjects: (rule: string) => ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** An exception holds through its last day (UTC); from the next on, what it covered is found again. */
export function holds(exception: FindingException, now: Date): boolean {
  return now.toISOString().slice(0, 10) <= exception.until;
}

export function exceptedOn(exceptions: readonly FindingException[], now: Date): Excepted {
  const rules = new Set<string>();
  const subjects = new Map<string, Set<string>>();
  for (const one of exceptions) {
    if (!holds(one, now)) continue;
    if (one.subject === null) rules.add(one.rule);
    else subjects.set(one.rule, (subjects.get(one.rule) ?? new Set()).add(one.subject));
  }
  return { rule: (rule) => rules.has(rule), subjects: (rule) => subjects.get(rule) ?? NONE };
}
