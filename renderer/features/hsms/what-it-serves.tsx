import type { HsmCluster } from '../../../shared/model/hsm.ts';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { SeverityMark } from '../../components/severity-mark.tsx';
import classes from './hsms.module.css';
import { type Mark, marksOf, type Surroundings, storesOf, storeWords } from './marks.ts';

/** The keys that a cluster serves, and what needs care: each opens its rows, or its finding. */
export function WhatItServes({
  cluster,
  around,
}: {
  readonly cluster: HsmCluster;
  readonly around: Surroundings;
}) {
  const places = usePlaces();
  const stores = storesOf(cluster, around.keyStores);
  const [only] = stores;
  const marks = marksOf(cluster, around);
  const place =
    stores.length === 1 && only !== undefined
      ? keysPlace({ text: only.id })
      : ({ view: 'hsms', cluster: cluster.id } as const);
  return (
    <span className={classes.marks}>
      {stores.length === 0 ? null : (
        <a className={classes.link} href={places.to(place)}>
          {storeWords(stores)}
        </a>
      )}
      {marks.map((mark) => (
        <MarkWords key={mark.words} mark={mark} />
      ))}
    </span>
  );
}

function MarkWords({ mark }: { readonly mark: Mark }) {
  const places = usePlaces();
  return (
    <span className={`${classes.marked} ${mark.severity === null ? classes.second : ''}`}>
      {mark.severity === null ? null : <SeverityMark severity={mark.severity} />}
      {mark.rule === null ? (
        mark.words
      ) : (
        <a className={classes.link} href={places.to({ view: 'findings', rule: mark.rule })}>
          {mark.words}
        </a>
      )}
    </span>
  );
}
