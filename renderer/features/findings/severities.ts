import type { FindingGroup, Severity } from '../../../shared/model/finding.ts';

const WORDS: readonly (readonly [Severity, string])[] = [
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['low', 'low'],
  ['unknown', 'not known'],
];

interface SeverityCount {
  readonly severity: Severity;
  readonly word: string;
  readonly findings: number;
}

/** How many findings of each severity, the worst first; none of a severity that has none. */
export function bySeverity(open: readonly Pick<FindingGroup, 'severity'>[]): readonly SeverityCount[] {
  return WORDS.flatMap(([severity, word]) => {
    const findings = open.filter((one) => one.severity === severity).length;
    return findings === 0 ? [] : [{ severity, word, findings }];
  });
}
