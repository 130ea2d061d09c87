import type { CostKind } from '../../shared/model/cost.ts';
import classes from './marks.module.css';

/** The shape of a kind; its colour only repeats what the shape says. HSMs share the hexagon of their key stores. */
export function KindMark({ kind, size = 10 }: { readonly kind: CostKind; readonly size?: number }) {
  return (
    <svg className={classes.mark} width={size} height={size} viewBox="0 0 10 10" aria-hidden="true">
      <Shape kind={kind} />
    </svg>
  );
}

function Shape({ kind }: { readonly kind: CostKind }) {
  switch (kind) {
    case 'customer':
      return <rect x="0.75" y="0.75" width="8.5" height="8.5" fill="var(--kl-kind-customer)" />;
    case 'replica':
      return (
        <>
          <path d="M3 0.7H9.3V7" fill="none" stroke="var(--kl-kind-replica)" strokeWidth="1.4" />
          <rect x="0.2" y="2.8" width="7" height="7" fill="var(--kl-kind-replica)" />
        </>
      );
    case 'cloudhsm':
    case 'hsm':
      return <path d="M5 0L9.4 2.5V7.5L5 10L0.6 7.5V2.5Z" fill="var(--kl-kind-hsm)" />;
    case 'external':
      return <path d="M5 0L10 5L5 10L0 5Z" fill="var(--kl-kind-external)" />;
    case 'awsManaged':
      return (
        <rect
          x="1.2"
          y="1.2"
          width="7.6"
          height="7.6"
          fill="none"
          stroke="var(--kl-kind-aws)"
          strokeWidth="1.5"
        />
      );
    case 'unknown':
      return (
        <rect
          x="1.2"
          y="1.2"
          width="7.6"
          height="7.6"
          fill="none"
          stroke="var(--kl-ink3)"
          strokeWidth="1.3"
          strokeDasharray="2.4 1.4"
          strokeDashoffset="1.2"
        />
      );
  }
}
