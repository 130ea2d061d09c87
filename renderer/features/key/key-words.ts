import type { CostStep, NextStep } from '../../../shared/cost/steps.ts';
import { date } from '../../../shared/format/date.ts';
import { change, usd } from '../../../shared/format/money.ts';
import { OUTCOME_WORDS, operationWord, originWord, plural, specWord } from '../../../shared/format/words.ts';
import type { KeyMetadata, KeyRecord } from '../../../shared/model/key.ts';
import { type Detail, known, type UnreadOutcome } from '../../../shared/model/outcome.ts';
import type { KeyRow } from '../../../shared/model/query.ts';
import { capital, numberWord } from '../../components/numbers.ts';

/** "Symmetric key, multi-Region primary". */
export function headWord(key: KeyRecord): string {
  const metadata = known(key.metadata);
  if (!metadata) return 'Key that could not be described';
  const manager = metadata.manager === 'AWS' ? ', AWS managed' : '';
  return `${specWord(metadata.spec)} key${manager}${roleWord(metadata)}`;
}

function roleWord({ multiRegion }: KeyMetadata): string {
  if (multiRegion === null) return '';
  return multiRegion.role === 'PRIMARY' ? ', multi-Region primary' : ', multi-Region replica';
}

/** "+$1.00 on 14 Mar 2027", "deleted on 1 Dec 2026". */
export function nextWords(step: NextStep): { readonly amount: string; readonly when: string } {
  if (step.reason === 'deleted') return { amount: 'deleted', when: `on ${date(step.at)}` };
  return { amount: change(step.changeMicroUsd, 'cents'), when: `on ${date(step.at)}` };
}

/** What the chart of cost over time answers. */
export function stepsTitle(steps: readonly CostStep[], nowMicroUsd: number): string {
  const planned = steps.filter((step) => step.planned);
  const deleted = planned.find((step) => step.reason === 'deleted');
  if (deleted) return `It costs nothing, and is deleted on ${date(deleted.at)}`;
  const charged = planned.filter(
    (step, index) => step.microUsd > (planned[index - 1]?.microUsd ?? nowMicroUsd),
  ).length;
  const capped = steps.some((step) => step.reason === 'secondRotation' || step.reason === 'capped');
  if (charged > 0) {
    const rotations = charged === 1 ? 'rotation is' : 'rotations are';
    const more = `${capital(numberWord(charged))} more ${rotations} charged`;
    return capped ? `${more}, then never again` : more;
  }
  if (planned.length > 0) return `It costs ${usd(nowMicroUsd)} from here on: later rotations are free`;
  return nowMicroUsd === 0 ? 'It costs nothing' : `It costs ${usd(nowMicroUsd)}; no change is planned`;
}

/** The chart in one sentence, for those who do not see it. */
export function stepsAlternative(steps: readonly CostStep[]): string {
  const said = steps.map(
    (step) =>
      `${date(step.at)}: ${usd(step.microUsd)} a month, ${step.text.toLowerCase()}${step.planned ? ', planned' : ''}`,
  );
  return `Cost of this key over time. ${said.join('; ')}.`;
}

/** "AWS KMS, FIPS 140-3 Level 3": the module of KMS is validated so in every partition but China's. */
export function originWords(metadata: KeyMetadata, arn: string): string {
  const origin = originWord(metadata.origin);
  if (metadata.origin === 'AWS_KMS' && !arn.startsWith('arn:aws-cn:')) return `${origin}, FIPS 140-3 Level 3`;
  return metadata.customKeyStoreId === null ? origin : `${origin} ${metadata.customKeyStoreId}`;
}

/** "Every 365 days, next on 14 Mar 2027"; says too what cannot be told. */
export function rotationWords(key: KeyRecord): string {
  if (known(key.metadata) === undefined && key.rotationStatus.status !== 'read') return 'Not known';
  if (key.rotationStatus.status === 'notApplicable') return 'Does not apply to this kind of key';
  const status = known(key.rotationStatus);
  if (!status) return 'Not read';
  if (!status.enabled) return 'Off';
  const every = status.periodDays === null ? 'On' : `Every ${plural(status.periodDays, 'day')}`;
  return status.nextRotationAt === null ? every : `${every}, next on ${date(status.nextRotationAt)}`;
}

/** When imported material ends; null for keys without such an end. */
export function expiryWords(metadata: KeyMetadata): string | null {
  if (metadata.origin !== 'EXTERNAL') return null;
  if (metadata.validTo !== null) return `Material expires on ${date(metadata.validTo)}`;
  if (metadata.state === 'PendingImport') return 'Material not imported yet';
  return metadata.expirationModel === 'KEY_MATERIAL_DOES_NOT_EXPIRE' ? 'Material does not expire' : null;
}

/** "Primary of 3 replicas", "Replica, primary in eu-west-1". */
export function familyWords({ multiRegion }: KeyMetadata): string {
  if (multiRegion === null) return 'Single-Region key';
  if (multiRegion.role === 'PRIMARY')
    return multiRegion.replicaArns.length === 0
      ? 'Primary, without a replica'
      : `Primary of ${plural(multiRegion.replicaArns.length, 'replica')}`;
  return `Replica, primary in ${multiRegion.primaryArn.split(':')[3] ?? 'another region'}`;
}

/** The rest of a family in the ledger of one: "Three replicas", "The primary and two replicas". */
export function othersWords(others: readonly Pick<KeyRow, 'kind'>[]): string {
  const replicas = others.filter((row) => row.kind === 'replica').length;
  const words = `${numberWord(replicas)} ${replicas === 1 ? 'replica' : 'replicas'}`;
  if (replicas === others.length) return capital(words);
  return replicas === 0 ? 'The primary' : `The primary and ${words}`;
}

export interface Gap {
  /** `kms:ListKeyRotations`. */
  readonly permission: string;
  /** "ListKeyRotations: denied". */
  readonly what: string;
  /** What it means for the figures. */
  readonly means: string;
  /** What to do about it. */
  readonly fix: string;
}

const MEANS: readonly {
  readonly detail: 'metadata' | 'rotationStatus' | 'rotations' | 'tags';
  readonly operation: string;
  readonly means: string;
}[] = [
  {
    detail: 'metadata',
    operation: 'kms:DescribeKey',
    means: 'Whose key it is and its state are not known, so its cost is a range.',
  },
  {
    detail: 'rotationStatus',
    operation: 'kms:GetKeyRotationStatus',
    means: 'The next rotation, and with it the next step of the cost, is not known.',
  },
  {
    detail: 'rotations',
    operation: 'kms:ListKeyRotations',
    means: 'How often it was rotated is not known, so its cost is a range.',
  },
  { detail: 'tags', operation: 'kms:ListResourceTags', means: 'Its owner is not known.' },
];

/** The details of a key that were not read, each with its meaning and what helps. */
export function gaps(key: KeyRecord): readonly Gap[] {
  return MEANS.flatMap(({ detail, operation, means }) => {
    const answer: Detail<unknown> = key[detail];
    if (answer.status === 'read' || answer.status === 'notApplicable') return [];
    const what = `${operationWord(operation)}: ${OUTCOME_WORDS[answer.outcome]}${answer.status === 'partial' ? ', in part' : ''}`;
    return [{ permission: operation, what, means, fix: fixFor(answer.outcome, operation) }];
  });
}

function fixFor(outcome: UnreadOutcome, operation: string): string {
  switch (outcome) {
    case 'denied':
      return `Allow ${operation} to the reader in the key policy, then scan again.`;
    case 'scp':
      return `A service control policy denies ${operation}: ask who keeps it.`;
    case 'expired':
      return 'Sign in again, then scan again.';
    case 'badCredentials':
      return 'Check the profile’s credentials, then scan again.';
    case 'throttledOut':
      return 'Scan again with a smaller share of the quota.';
    case 'regionOff':
      return 'Enable the region, or leave it out.';
    case 'unreachable':
    case 'noEndpoint':
    case 'malformed':
    case 'failed':
    case 'cancelled':
    case 'notAsked':
      return 'Scan again.';
  }
}
