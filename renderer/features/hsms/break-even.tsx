import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import type { Overview } from '../../../shared/contract/snapshots.ts';
import { breakEven } from '../../../shared/cost/break-even.ts';
import { ENDED_HSM_TYPE } from '../../../shared/model/hsm.ts';
import { Choice } from '../../components/choice.tsx';
import { useKeyTotal } from '../../components/use-key-total.ts';
import classes from './break-even.module.css';
import { BreakEvenPlot } from './break-even-plot.tsx';
import { BreakEvenSide } from './break-even-side.tsx';
import { REQUEST_STEPS } from './break-even-sliders.tsx';
import shared from './hsms.module.css';
import { NoPrice } from './no-price.tsx';
import { RegionSelect } from './region-select.tsx';
import { offerRegions } from './regions.ts';

const COUNTS = ['1', '2', '3', '4'].map((id) => ({ id, text: id }));
/** A key store needs two. */
const USUAL_HSMS = 2;
const NEW_TYPE = 'hsm2m.medium';

interface BreakEvenCardProps {
  readonly snapshot: string;
  readonly inventory: HsmInventory;
  readonly overview: Overview;
}

/** KMS against CloudHSM in one region, for as many keys and requests as the reader sets. */
export function BreakEvenCard({ snapshot, inventory, overview }: BreakEvenCardProps) {
  const book = overview.manifest.priceBook;
  const regions = offerRegions(overview.groups.region, inventory.clusters, book);
  const [chosen, setRegion] = useState<string | null>(null);
  const [type, setType] = useState<string | null>(null);
  const [hsms, setHsms] = useState(USUAL_HSMS);
  const [requestStep, setRequestStep] = useState(0);
  const [moved, setKeys] = useState<number | null>(null);
  const region = regions.find(({ id }) => id === chosen) ?? regions[0];
  const own = useKeyTotal(snapshot, { region: [region?.id ?? ''], kind: ['customer', 'replica'] });
  if (region === undefined) return null;
  const types = region.hsmTypes.length > 0 ? region.hsmTypes : [NEW_TYPE];
  const hsmType = types.find((one) => one === type) ?? types[0] ?? NEW_TYPE;
  const requests = REQUEST_STEPS[requestStep] ?? 0;
  const even = breakEven({ region: region.id, hsmType, hsms, requests }, book);
  return (
    <section className={classes.card} aria-label="KMS against CloudHSM">
      <div className={classes.controls}>
        <RegionSelect
          regions={regions}
          value={region.id}
          onChange={(id) => {
            setRegion(id);
            setKeys(null);
          }}
        />
        {types.length > 1 ? (
          <Choice
            label="Type"
            options={types.map((id) => ({ id, text: typeText(id) }))}
            value={hsmType}
            onChange={setType}
          />
        ) : null}
        <Choice
          label="HSMs"
          options={COUNTS}
          value={String(hsms)}
          onChange={(value) => setHsms(Number(value))}
        />
        {own === undefined || moved === null || own.keys === 0 || 'missing' in even ? null : (
          <UnstyledButton className={shared.action} onClick={() => setKeys(null)}>
            Back to your own keys
          </UnstyledButton>
        )}
      </div>
      {'missing' in even ? (
        <NoPrice even={even} own={own} />
      ) : (
        <div className={classes.columns}>
          <BreakEvenPlot
            even={even}
            own={own}
            moved={moved}
            requestStep={requestStep}
            onKeys={setKeys}
            onRequests={setRequestStep}
          />
          <BreakEvenSide snapshot={snapshot} even={even} own={own} moved={moved} inventory={inventory} />
        </div>
      )}
    </section>
  );
}

function typeText(type: string): string {
  const short = type.replace(/\.medium$/, '');
  return type === ENDED_HSM_TYPE ? `${short}, no new clusters` : short;
}
