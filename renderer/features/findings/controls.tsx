import type { Control } from '../../../shared/model/finding.ts';
import classes from './findings.module.css';

const SHORT: Readonly<Record<Control['standard'], string>> = {
  'CIS AWS Foundations 3.0': 'CIS',
  'PCI DSS 4.0.1': 'PCI DSS',
  'NIST SP 800-53 r5': 'NIST',
};

/** "CIS 3.6 · PCI DSS 3.7.4 · NIST SC-12, SC-12(2)": one entry for each standard, its edition on hover. */
export function ControlList({ controls }: { readonly controls: readonly Control[] }) {
  if (controls.length === 0) return <span className={classes.quiet}>—</span>;
  const standards = [...new Set(controls.map(({ standard }) => standard))];
  return standards.map((standard, index) => (
    <span key={standard} title={standard}>
      {index === 0 ? '' : ' · '}
      {SHORT[standard]}{' '}
      {controls
        .flatMap((one) => (one.standard === standard ? [one.id] : []))
        .map((id) => id.replace('-', '\u2011'))
        .join(', ')}
    </span>
  ));
}
