import type { LineItem, RuleId } from '../model/cost.ts';
import type { KeyMetadata, KeyRecord } from '../model/key.ts';
import { known } from '../model/outcome.ts';
import type { Confidence, Price, PriceBook } from '../model/price.ts';
import { weakest } from './confidence.ts';
import { free, priced } from './line-item.ts';
import { priceIndex } from './price-index.ts';
import { CHARGED_ROTATIONS, rotationLines } from './rotation-lines.ts';

const RESERVED_ALIAS = 'alias/aws/';

/**
 * Every reason for what a key costs a month, in the order of a ledger: the key, then its rotations oldest first. The
 * subject of a rotation is its date, of a scheduled deletion the date of the deletion; null where it is not known.
 */
export function priceKey(key: KeyRecord, book: PriceBook): readonly LineItem[] {
  const metadata = known(key.metadata);
  if (!metadata) return [undescribed(key, book)];
  if (metadata.manager === 'AWS') return [unpriced('key.awsManaged', 'A')];
  if (metadata.state === 'PendingDeletion')
    return [unpriced('key.pendingDeletion', 'A', metadata.deletionDate)];
  if (metadata.state === 'PendingReplicaDeletion') return [unpriced('key.pendingDeletion', 'I')];
  const price = keyPrice(key, book);
  const held = {
    rule: 'key.held',
    confidence: heldConfidence(metadata),
    quantity: 1,
    subject: null,
  } as const;
  return [priced(held, price, 1, 1), ...rotationLines(key, metadata, price)];
}

function keyPrice(key: KeyRecord, book: PriceBook): Price | null {
  return priceIndex(book)('kms.key', key.region);
}

function unpriced(rule: RuleId, confidence: Confidence, subject: string | null = null): LineItem {
  return free({ rule, confidence, quantity: 1, subject });
}

function undescribed(key: KeyRecord, book: PriceBook): LineItem {
  if (key.aliases.some((alias) => alias.startsWith(RESERVED_ALIAS))) return unpriced('key.awsManaged', 'I');
  const charged =
    key.rotations.status === 'read'
      ? Math.min(key.rotations.value.length, CHARGED_ROTATIONS)
      : CHARGED_ROTATIONS;
  const line = { rule: 'key.unreadable', confidence: 'I', quantity: 1, subject: null } as const;
  return priced(line, keyPrice(key, book), 0, 1 + charged);
}

function heldConfidence({ state, spec, origin }: KeyMetadata): Confidence {
  const named = origin === 'AWS_KMS' || origin === 'EXTERNAL' || origin === 'AWS_CLOUDHSM';
  return weakest(specConfidence(spec), state === 'Enabled' ? 'A' : 'I', named ? 'A' : 'I');
}

function specConfidence(spec: string): Confidence {
  if (spec.startsWith('HMAC_')) return 'T';
  return /^(SYMMETRIC_DEFAULT$|RSA_|ECC_NIST_P|ECC_SECG_|SM2$)/.test(spec) ? 'A' : 'I';
}
