import type { LedgerKey } from '../../shared/model/ledger.ts';
import { known } from '../../shared/model/outcome.ts';
import type { KeyRow, RotationBand } from '../../shared/model/query.ts';

/** A lone surrogate has no UTF-8 form; it is shown as U+FFFD, whether or not the text has been to disk. */
function wellFormed(text: string): string {
  return /\p{Cs}/u.test(text) ? text.replace(/\p{Cs}/gu, '\uFFFD') : text;
}

/** "alias/payments" → "payments". */
function aliasName(alias: string): string {
  return alias.startsWith('alias/') ? alias.slice('alias/'.length) : alias;
}

/** What rotations are billed. A key that costs nothing, as it waits for deletion, is not asked: none are. */
function rotationBand({ key, amount }: LedgerKey): RotationBand {
  if (
    key.rotations.status === 'unread' &&
    key.rotations.outcome === 'notAsked' &&
    amount.highMicroUsd === 0
  ) {
    return 'none';
  }
  switch (key.rotations.status) {
    case 'notApplicable':
      return 'notApplicable';
    case 'unread':
      return 'notRead';
    case 'partial':
      // Whatever else there is, the band is known.
      return key.rotations.value.length >= 2 ? 'twoOrMore' : 'notRead';
    case 'read': {
      const count = key.rotations.value.length;
      return count === 0 ? 'none' : count === 1 ? 'one' : 'twoOrMore';
    }
  }
}

/** The row that the key table shows, the same while the key is being scanned and when it is read from a snapshot. */
export function keyRow(ledgerKey: LedgerKey, accountName: string): KeyRow {
  const { key, kind, owner, amount } = ledgerKey;
  const metadata = known(key.metadata);
  const aliases = key.aliases.map(wellFormed);
  const [first] = aliases;
  return {
    arn: key.arn,
    keyId: key.keyId,
    alias: first === undefined ? null : aliasName(first),
    aliases,
    accountId: key.accountId,
    accountName: wellFormed(accountName),
    region: key.region,
    owner: owner.name === null ? null : wellFormed(owner.name),
    kind,
    manager: metadata?.manager ?? null,
    state: metadata?.state ?? null,
    spec: metadata?.spec ?? null,
    usage: metadata?.usage ?? null,
    origin: metadata?.origin ?? null,
    createdAt: metadata?.createdAt ?? null,
    rotationCount: key.rotations.status === 'read' ? key.rotations.value.length : null,
    rotationBand: rotationBand(ledgerKey),
    amount: { lowMicroUsd: amount.lowMicroUsd, highMicroUsd: amount.highMicroUsd },
  };
}

/** Keeps a needle from matching across two fields. */
const FIELD_END = '\u001f';

/** Everything that the text filter looks in, lower-cased. The key id is part of the ARN, unless the ARN is not AWS's. */
export function searchText({ key }: LedgerKey): string {
  const tags = known(key.tags) ?? [];
  const fields = [
    key.arn,
    ...(key.arn.includes(key.keyId) ? [] : [key.keyId]),
    ...key.aliases,
    known(key.metadata)?.description ?? '',
    known(key.metadata)?.customKeyStoreId ?? '',
    ...tags.flatMap((tag) => [tag.key, tag.value]),
  ];
  return searchFold(fields.join(FIELD_END));
}

/** Both sides of a text search are folded here, so that they agree on every script. */
export function searchFold(text: string): string {
  return wellFormed(text).toLowerCase();
}
