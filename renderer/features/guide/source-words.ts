import type { Verdict } from '../../../shared/advisor/advise.ts';
import type { Cell, Source } from '../../../shared/advisor/kind.ts';

/** The sentence; where no page of AWS's says it, marked as assumed. */
export function whyText({ why, source }: Cell): string {
  return source.confidence === 'I' ? `${why} (assumed)` : why;
}

/** "AWS KMS developer guide, AWS KMS keys (docs.aws.amazon.com/…)". */
export function sourceText({ title, where }: Source): string {
  return where === null ? title : `${title} (${where})`;
}

/** What the reasons of these verdicts rest on, each once. */
export function sourcesOf(verdicts: readonly Verdict[]): readonly string[] {
  const cells = verdicts.flatMap(({ met, unmet }) => [...met, ...unmet]);
  const written = cells.filter(({ source }) => source.where !== null);
  return [...new Set(written.map(({ source }) => sourceText(source)))].sort();
}
