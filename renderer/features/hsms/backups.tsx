import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { date, moment } from '../../../shared/format/date.ts';
import { plural } from '../../../shared/format/words.ts';
import type { HsmCluster } from '../../../shared/model/hsm.ts';
import { known } from '../../../shared/model/outcome.ts';
import type { ClusterBackup } from '../../../shared/model/policy.ts';
import { ShortId } from '../../components/short-id.tsx';
import { Statement, StatementRow } from '../../components/statement.tsx';
import { Partial } from '../../components/states.tsx';
import { backupGap, standingBackups } from './backup-words.ts';
import classes from './cluster.module.css';
import { clusterState } from './cluster-words.ts';
import shared from './hsms.module.css';

const FIRST = 8;

/** What the cluster can be restored from, newest first; or that it was not read, and how to. */
export function Backups({ cluster }: { readonly cluster: HsmCluster }) {
  const [all, setAll] = useState(false);
  const gap = backupGap(cluster);
  const backups = cluster.backups && known(cluster.backups);
  const order = [...(backups ?? [])].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
  const shown = all ? order : order.slice(0, FIRST);
  const standing = standingBackups(cluster)?.length ?? 0;
  return (
    <section>
      {backups === undefined ? null : (
        <h2 className={classes.title}>
          {standing === 0 ? 'No backup' : plural(standing, 'backup')} to restore from
        </h2>
      )}
      {gap === null ? null : <Partial title={gap.title}>{gap.means}</Partial>}
      {order.length === 0 ? null : (
        <>
          <p className={classes.words}>AWS’s price list has no charge for backups: assumed free.</p>
          <Statement
            label="Backups"
            columns={[
              { key: 'made', label: 'Made' },
              { key: 'backup', label: 'Backup' },
              { key: 'state', label: 'State' },
              { key: 'kept', label: 'Kept' },
            ]}
          >
            {shown.map((backup) => (
              <StatementRow key={backup.id}>
                <td>{backup.createdAt === null ? 'not known' : moment(backup.createdAt)}</td>
                <td>
                  <ShortId id={backup.id} keep={12} />
                </td>
                <td className={backup.state === 'READY' ? classes.quiet : undefined}>
                  {clusterState(backup.state)}
                </td>
                <td className={backup.neverExpires ? undefined : classes.quiet}>{keptWords(backup)}</td>
              </StatementRow>
            ))}
          </Statement>
          {shown.length < order.length ? (
            <UnstyledButton className={shared.action} onClick={() => setAll(true)}>
              Show all {order.length}
            </UnstyledButton>
          ) : null}
        </>
      )}
    </section>
  );
}

function keptWords({ deletesAt, neverExpires, sourceRegion }: ClusterBackup): string {
  const from = sourceRegion === null ? '' : `copied from ${sourceRegion}, `;
  if (deletesAt !== null) return `${from}until ${date(deletesAt)}`;
  if (neverExpires === null) return `${from}not said`;
  return `${from}${neverExpires ? 'for good' : 'as long as the cluster’s rule says'}`;
}
