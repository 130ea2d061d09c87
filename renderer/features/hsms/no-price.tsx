import type { NoBreakEven } from '../../../shared/cost/break-even.ts';
import { range } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { KeyPage } from '../../../shared/model/query.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { Partial } from '../../components/states.tsx';

const PERMISSION = 'pricing:GetProducts';

/** There is no figure to compare with, and none is borrowed from another region. */
export function NoPrice({
  even,
  own,
}: {
  readonly even: NoBreakEven;
  readonly own: KeyPage['total'] | undefined;
}) {
  const places = usePlaces();
  const { region, hsmType } = even.offer;
  const what = even.missing.includes('kms.key') ? 'a key' : `an ${hsmType} hour`;
  return (
    <Partial
      title={`The price of ${what} in ${region} is not known`}
      action={
        <span>
          Allow <code>{PERMISSION}</code> <CopyButton text={PERMISSION} what={PERMISSION} /> and scan again,
          or set a price of your own.
        </span>
      }
    >
      CloudHSM’s hourly price differs by region, and none is known here, so no break-even can be told.{' '}
      {own === undefined || own.keys === 0 ? null : (
        <>
          <a href={places.to(keysPlace({ region: [region], kind: ['customer', 'replica'] }))}>
            Your {plural(own.keys, 'key')} in {region}
          </a>{' '}
          {own.keys === 1 ? 'costs' : 'cost'} {range(own.amount, 'whole')} a month in KMS.
        </>
      )}
    </Partial>
  );
}
