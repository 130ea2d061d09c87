import type { RuleId } from '../model/cost.ts';
import type { Confidence } from '../model/price.ts';

/** A cost rule in words that a finance reviewer reads. */
export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  readonly text: string;
  /** Of the rule in its usual case; `text` names the cases that are assumed, and each line item carries its own. */
  readonly confidence: Confidence;
  readonly source: string;
}

const KMS_PAGE = 'AWS KMS pricing page (aws.amazon.com/kms/pricing)';
const ROTATION_QUOTE = `${KMS_PAGE}: "For KMS keys that you rotate automatically or on demand, the first and second rotation of the key adds $1/month (prorated hourly) in cost. This price increase is capped at the second rotation, and any subsequent rotations will not be billed."`;
const HSM_STATES =
  'Inference from the HSM states of the AWS CloudHSM API; AWS publishes no list of billed states';

export const RULES: Readonly<Record<RuleId, Rule>> = {
  'key.held': {
    id: 'key.held',
    title: 'Key held',
    text: 'Each customer managed key costs the key price of its region a month. Symmetric and asymmetric keys, imported material, keys in custom key stores, and each multi-Region primary and replica cost the same. A third party confirms it for HMAC keys. Assumed for Ed25519 and post-quantum keys, for external key stores, for specs and origins newer than this version, and for every state other than Enabled: only keys scheduled for deletion are exempt, so disabled, creating, updating, unavailable and pending-import keys are counted.',
    confidence: 'A',
    source: `${KMS_PAGE}; for replicas the ReplicateKey reference: "KMS pricing and quotas for KMS keys apply to each primary key and replica key."`,
  },
  'key.awsManaged': {
    id: 'key.awsManaged',
    title: 'AWS managed key',
    text: 'Keys that AWS manages in the account are created and stored free of charge, however often they rotate. A key that could not be described but has an alias under alias/aws/, which AWS reserves, is assumed to be one.',
    confidence: 'A',
    source: KMS_PAGE,
  },
  'key.pendingDeletion': {
    id: 'key.pendingDeletion',
    title: 'Scheduled for deletion',
    text: 'A customer managed key scheduled for deletion is not charged. If the deletion is cancelled, the key is charged as if it had never been scheduled. Assumed for a multi-Region primary that waits for its replicas to be deleted: the page does not name that state.',
    confidence: 'A',
    source: `${KMS_PAGE}: a key whose deletion is cancelled bills "as though it was never scheduled for deletion"`,
  },
  'key.unreadable': {
    id: 'key.unreadable',
    title: 'Key not readable',
    text: 'DescribeKey was not answered, so it is not known who manages the key or which state it is in. It is assumed to cost nothing at least (AWS managed, or scheduled for deletion) and the key price with two rotations at most; where its whole rotation history is known, with those rotations at most.',
    confidence: 'I',
    source: 'Inference from the rules for keys, AWS managed keys and rotations of the AWS KMS pricing page',
  },
  'rotation.first': {
    id: 'rotation.first',
    title: 'First rotation',
    text: 'The first completed rotation, automatic or on demand, adds the key price a month. Rotations are counted as ListKeyRotations reports them; whether it reports those completed before April 2024 is not confirmed. A key whose current key material is the one that an earlier snapshot names is assumed not to have rotated since and keeps that snapshot’s rotations; a key with two or more is not asked again. A scan with --fresh asks every key. A third party confirms it for imported material. Assumed for replicas: each is billed as its own key, so each is counted with its own rotations.',
    confidence: 'A',
    source: ROTATION_QUOTE,
  },
  'rotation.second': {
    id: 'rotation.second',
    title: 'Second rotation',
    text: 'The second completed rotation adds the key price a month once more. Counted, and assumed for replicas, as the first.',
    confidence: 'A',
    source: ROTATION_QUOTE,
  },
  'rotation.capped': {
    id: 'rotation.capped',
    title: 'Later rotations',
    text: 'The third and every later rotation adds nothing. The cap also holds for keys that were rotated before it was announced on 12 April 2024.',
    confidence: 'A',
    source: `${ROTATION_QUOTE} AWS Security Blog, "The curious case of faster AWS KMS symmetric key rotation": "all symmetric keys that have had two or more rotations (including existing keys)"`,
  },
  'rotation.unreadable': {
    id: 'rotation.unreadable',
    title: 'Rotations not readable',
    text: 'The key can rotate, but its rotation history was not read in full. Each of the first two rotations that is not known adds nothing at least and the key price a month at most.',
    confidence: 'A',
    source: ROTATION_QUOTE,
  },
  'hsm.hour': {
    id: 'hsm.hour',
    title: 'HSM hours',
    text: 'Each HSM costs the hourly price of its type and region, 730 hours a month; the cluster itself costs nothing. An active HSM is charged, whether or not its cluster serves a key store. Assumed for degraded HSMs, and for HSMs in a cluster that is not initialised yet.',
    confidence: 'A',
    source:
      'AWS News Blog, "AWS CloudHSM update: cost effective hardware key management": hourly, per HSM, with no upfront fee',
  },
  'hsm.pending': {
    id: 'hsm.pending',
    title: 'HSM not certain to be charged',
    text: 'The HSM is being created, or is in a state newer than this version. When AWS starts to charge is not published, so it is assumed to cost nothing at least and its full price at most.',
    confidence: 'I',
    source: HSM_STATES,
  },
  'hsm.notBilled': {
    id: 'hsm.notBilled',
    title: 'HSM deleted',
    text: 'An HSM that is deleted or being deleted is assumed to be charged no longer.',
    confidence: 'I',
    source: HSM_STATES,
  },
  'hsm.emptyCluster': {
    id: 'hsm.emptyCluster',
    title: 'Cluster without HSMs',
    text: 'Charges are by the HSM, so a cluster that holds none costs nothing.',
    confidence: 'T',
    source: 'Infracost, resource aws_cloudhsm_v2_hsm: "cluster is counted as a free resource"',
  },
  'hsm.noPrice': {
    id: 'hsm.noPrice',
    title: 'HSM price not known',
    text: 'Hourly prices differ by region, and none is known for this HSM type in this region. It is counted as nothing at least, with no upper bound, so every total that holds it is "at least".',
    confidence: 'T',
    source: 'AWS CloudHSM FAQ, as quoted by a third party: "hourly fee, which varies by region"',
  },
};
