import type { KeyRecord } from '../../../shared/model/key.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Partial } from '../../components/states.tsx';
import { gaps } from './key-words.ts';

/** Details that were not read: what, what it means, and what helps. The rest of the view is whole. */
export function NotRead({ record }: { readonly record: KeyRecord }) {
  return gaps(record).map((gap) => (
    <Partial
      key={gap.permission}
      title={gap.what}
      action={
        <span>
          {gap.fix} <CopyButton text={gap.permission} what={gap.permission} />
        </span>
      }
    >
      {gap.means}
    </Partial>
  ));
}
