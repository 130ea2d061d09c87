import { RULES } from '../../../../shared/cost/rules.ts';
import { range, unitPrice } from '../../../../shared/format/money.ts';
import { plural } from '../../../../shared/format/words.ts';
import type { LedgerCluster } from '../../../../shared/model/ledger.ts';
import { span } from '../amounts.ts';
import { type Context, type Section, textPages } from '../context.ts';
import type { Flow } from '../flow.ts';
import { type Column, Table } from '../table.ts';
import { BODY, BODY_NOTE, BODY_SECOND, BODY_STRONG, CELL_ID, COLUMN_HEAD, HEADING } from '../type.ts';

const ID = { ...CELL_ID, size: 10 };

const CLUSTERS: readonly Column[] = [
  { title: 'Cluster and its HSMs', x: 0, width: 154, align: 'left', style: ID },
  { title: 'Account or zone', x: 162, width: 118, align: 'left', style: BODY },
  { title: 'Owner', x: 286, width: 84, align: 'left', style: BODY_SECOND },
  { title: 'Type and price', x: 376, width: 94, align: 'left', style: BODY_SECOND },
  { title: 'State', x: 476, width: 74, align: 'left', style: BODY_SECOND },
  { title: '$ a month', x: 554, width: 119.7, align: 'right', style: BODY },
];

const STORES: readonly Column[] = [
  { title: 'Key store', x: 0, width: 150, align: 'left', style: BODY },
  { title: 'Account', x: 156, width: 118, align: 'left', style: BODY },
  { title: 'Region', x: 280, width: 94, align: 'left', style: BODY_SECOND },
  { title: 'Connection', x: 380, width: 100, align: 'left', style: BODY_SECOND },
  { title: 'Cluster', x: 486, width: 124, align: 'left', style: ID },
  { title: 'Keys', x: 620, width: 53.7, align: 'right', style: BODY },
];

const LOOK = { head: COLUMN_HEAD, strong: BODY_STRONG, pitch: 22, leading: 16, markScale: 1 };

/** "CREATE_IN_PROGRESS" → "Create in progress". */
function plainState(state: string): string {
  const words = state.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function drawCluster(table: Table, ledger: LedgerCluster, account: string): void {
  const { cluster, lines, amount, owner } = ledger;
  const unowned = owner.basis.by === 'unread' ? 'not read' : 'none';
  table.row([
    { text: cluster.id, style: { ...ID, colour: BODY.colour }, mark: { kind: 'hsm' } },
    { text: `${account}, ${cluster.region}` },
    { text: owner.name ?? unowned },
    { text: [cluster.hsmType, cluster.mode].filter((part) => part !== null).join(', ') },
    { text: plainState(cluster.state) },
    { text: span(amount), style: BODY_STRONG },
  ]);
  for (const line of lines) {
    const hsm = cluster.hsms.find((one) => one.id === line.subject);
    const usual = line.rule === 'hsm.hour' && line.price !== null;
    table.row([
      { text: hsm?.id ?? '' },
      { text: hsm?.availabilityZone ?? '', style: BODY_SECOND },
      null,
      { text: usual ? `${unitPrice(line.price.microUsd)} an hour` : RULES[line.rule].title },
      { text: hsm ? plainState(hsm.state) : '' },
      { text: span(line), style: BODY_SECOND },
    ]);
  }
}

function drawStores(flow: Flow, { input, tally, accountName }: Context): void {
  if (input.keyStores.length === 0) return;
  const { sheet } = flow;
  const table = new Table(flow, { ...LOOK, columns: STORES });
  flow.y += 34;
  flow.need(110);
  sheet.text('Key stores and the keys in them', flow.left, flow.y, HEADING);
  flow.y += 6;
  table.head();
  for (const store of input.keyStores) {
    const external = store.type === 'EXTERNAL_KEY_STORE';
    table.row([
      { text: store.name, mark: { kind: external ? 'external' : 'cloudhsm' } },
      { text: accountName(store.accountId) },
      { text: store.region },
      { text: plainState(store.connectionState) },
      { text: store.clusterId ?? '—' },
      { text: String(tally.keysByStore.get(store.id) ?? 0) },
    ]);
  }
}

function draw(title: string, context: Context): void {
  const { input, sheet, accountName } = context;
  const flow = textPages(context, 'CloudHSM');
  sheet.start('hsms', title);
  sheet.text(title, flow.left, flow.y + 12, HEADING);
  flow.y += 31;
  sheet.text('By cluster, $ a month of 730 hours', flow.left, flow.y, BODY_NOTE);
  flow.y += 8;
  if (input.clusters.length > 0) {
    const table = new Table(flow, { ...LOOK, columns: CLUSTERS });
    table.head();
    for (const cluster of input.clusters) {
      drawCluster(table, cluster, accountName(cluster.cluster.accountId));
    }
    table.total('CloudHSM, as in the statement', [
      null,
      null,
      null,
      null,
      null,
      { text: range(input.manifest.runRate.hsms) },
    ]);
  }
  drawStores(flow, context);
}

/** Clusters with their HSMs, and the key stores; null where there are neither. */
export function hsmSection({ clusters, keyStores, manifest }: Context['input']): Section | null {
  if (clusters.length === 0 && keyStores.length === 0) return null;
  const title = `CloudHSM: ${plural(manifest.counts.hsms, 'HSM')} in ${plural(manifest.counts.clusters, 'cluster')}`;
  return { id: 'hsms', title, draw: (context) => draw(title, context) };
}
