import type { Severity } from '../../shared/model/finding.ts';
import classes from './marks.module.css';

const WORDS: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  unknown: 'Unknown',
};

/** Shape first: diamond, triangle, half circle, hollow circle, dashed circle. */
export function SeverityMark({
  severity,
  size = 12,
}: {
  readonly severity: Severity;
  readonly size?: number;
}) {
  return (
    <svg
      className={classes.mark}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      role="img"
      aria-label={WORDS[severity]}
    >
      <Shape severity={severity} />
    </svg>
  );
}

function Shape({ severity }: { readonly severity: Severity }) {
  switch (severity) {
    case 'critical':
      return <path d="M6 0.4L11.6 6L6 11.6L0.4 6Z" fill="var(--kl-alert)" />;
    case 'high':
      return <path d="M6 1L11.6 11H0.4Z" fill="var(--kl-alert)" />;
    case 'medium':
      return (
        <>
          <circle cx="6" cy="6" r="4.7" fill="none" stroke="var(--kl-ink)" strokeWidth="1.4" />
          <path d="M6 1.3A4.7 4.7 0 0 0 6 10.7Z" fill="var(--kl-ink)" />
        </>
      );
    case 'low':
      return <circle cx="6" cy="6" r="4.7" fill="none" stroke="var(--kl-ink2)" strokeWidth="1.4" />;
    case 'unknown':
      return (
        <circle
          cx="6"
          cy="6"
          r="4.7"
          fill="none"
          stroke="var(--kl-ink3)"
          strokeWidth="1.3"
          strokeDasharray="2.1 1.6"
        />
      );
  }
}
