import { count } from '../../../shared/format/money.ts';
import { operationWord, plural } from '../../../shared/format/words.ts';
import type { QuotaUse } from '../../../shared/model/progress.ts';
import type from '../../theme/type.module.css';
import classes from './scan.module.css';

function perSecond(value: number): string {
  return Number.isInteger(value) ? count(value) : value.toFixed(1);
}

function title(quotas: readonly QuotaUse[]): string {
  const shares = quotas.map(({ usedPerSecond, quotaPerSecond }) => usedPerSecond / quotaPerSecond);
  const [share = 0.5] = shares;
  if (shares.some((other) => Math.abs(other - share) > 0.005)) {
    return 'A share of every quota, for each account and region';
  }
  const part = Math.abs(share - 0.5) < 0.005 ? 'Half' : `${Math.round(share * 100)} %`;
  return `${part} of every quota, for each account and region`;
}

/** How hard we ask, beside what AWS allows. */
export function Quotas({ quotas }: { readonly quotas: readonly QuotaUse[] }) {
  if (quotas.length === 0) return null;
  return (
    <section className={classes.quotas} aria-label="Quotas">
      <h2 className={type.title}>{title(quotas)}</h2>
      <table>
        <thead className={type.head}>
          <tr>
            <th scope="col">Operation</th>
            <th scope="col" className={classes.number}>
              We use, a second
            </th>
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          {quotas.map(({ operation, quotaPerSecond, usedPerSecond, sent }) => (
            <tr key={operation}>
              <th scope="row">{operationWord(operation)}</th>
              <td className={classes.number}>
                {perSecond(usedPerSecond)} of {perSecond(quotaPerSecond)}
              </td>
              <td>{plural(sent, 'request')} sent</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
