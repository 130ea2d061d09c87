import { date } from '../../../shared/format/date.ts';
import { clusterFips } from '../../../shared/format/fips.ts';
import { ENDED_HSM_TYPE, HSM1_SURELY_ENDED } from '../../../shared/model/hsm.ts';
import type { LedgerCluster } from '../../../shared/model/ledger.ts';
import type { Account } from '../../../shared/model/place.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Fact, FactList } from '../../components/fact-list.tsx';
import { ShortId } from '../../components/short-id.tsx';
import classes from './cluster.module.css';
import { clusterState, modeWords } from './cluster-words.ts';

interface ClusterFactsProps {
  readonly one: LedgerCluster;
  readonly accounts: readonly Account[];
  /** ISO 8601. */
  readonly asOf: string;
}

/** What the cluster is, what it is validated to, and how long AWS supports it. */
export function ClusterFacts({ one: { cluster, owner }, accounts, asOf }: ClusterFactsProps) {
  const account = accounts.find(({ id }) => id === cluster.accountId)?.name ?? cluster.accountId;
  const fips = clusterFips(cluster);
  return (
    <FactList title="Identity">
      <Fact term="State">{clusterState(cluster.state)}</Fact>
      <Fact term="Account">
        {account} <span className={classes.quiet}>{cluster.accountId}</span>
      </Fact>
      <Fact term="Region">{cluster.region}</Fact>
      <Fact term="Owner">
        {owner.name ?? 'No owner tag'}{' '}
        {owner.basis.by === 'tag' ? <span className={classes.quiet}>tag {owner.basis.tagKey}</span> : null}
      </Fact>
      <Fact term="HSM type">{cluster.hsmType}</Fact>
      <Fact term="Mode">{modeWords(cluster)}</Fact>
      <Fact term="FIPS">
        {fips.level}
        {fips.note === null ? null : <span className={classes.quiet}> {fips.note}</span>}
      </Fact>
      <Fact term="Support">{supportWords(cluster.hsmType, asOf)}</Fact>
      <Fact term="Network">{cluster.networkType ?? 'Not said by AWS'}</Fact>
      <Fact term="Created">{cluster.createdAt === null ? 'Not said by AWS' : date(cluster.createdAt)}</Fact>
      <Fact term="Tags">
        {cluster.tags.length === 0
          ? 'None'
          : cluster.tags.map(({ key, value }) => `${key} ${value}`).join(', ')}
      </Fact>
      <Fact term="Cluster id">
        <span className={classes.id}>
          <ShortId id={cluster.id} keep={24} /> <CopyButton text={cluster.id} what="the cluster id" />
        </span>
      </Fact>
    </FactList>
  );
}

/** Two dates are published for the end of hsm1: neither is given as certain. */
function supportWords(hsmType: string, asOf: string): string {
  if (hsmType !== ENDED_HSM_TYPE) return 'No end announced that this version knows';
  return asOf >= HSM1_SURELY_ENDED
    ? 'Past end of support: AWS named 1 Dec 2025, later notices 31 Mar 2026'
    : 'Ends: AWS named 1 Dec 2025, later notices 31 Mar 2026';
}
