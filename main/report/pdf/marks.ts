import type { CostKind } from '../../../shared/model/cost.ts';
import type { Severity } from '../../../shared/model/finding.ts';
import { ALERT, AWS_MANAGED, EXTERNAL, HSM, INK, INK2, INK3, KMS, REPLICA } from './colours.ts';
import type { Paint, Sheet } from './sheet.ts';

type Stroke = readonly [path: string, paint: Paint];

const SQUARE = 'M-4.4 -4.4H4.4V4.4H-4.4Z';
const HEXAGON = 'M0 -5.4L4.7 -2.7V2.7L0 5.4L-4.7 2.7V-2.7Z';
const DIAMOND = 'M0 -5.6L5.6 0L0 5.6L-5.6 0Z';
const CIRCLE = 'M-4.6 0A4.6 4.6 0 1 1 4.6 0A4.6 4.6 0 1 1 -4.6 0Z';
const DASH = [2.1, 1.5] as const;

/** One shape and one colour for each kind, so that a kind is never colour alone. */
const KINDS: Readonly<Record<CostKind, readonly Stroke[]>> = {
  customer: [[SQUARE, { fill: KMS }]],
  replica: [
    ['M-4.6 -1.8H1.8V4.6H-4.6Z', { fill: REPLICA }],
    ['M-1.8 -4.1H4.1V1.8', { stroke: REPLICA, width: 1.5 }],
  ],
  cloudhsm: [[HEXAGON, { fill: HSM }]],
  hsm: [[HEXAGON, { fill: HSM }]],
  external: [[DIAMOND, { fill: EXTERNAL }]],
  awsManaged: [['M-3.8 -3.8H3.8V3.8H-3.8Z', { stroke: AWS_MANAGED, width: 1.4 }]],
  unknown: [['M-3.9 -3.9H3.9V3.9H-3.9Z', { stroke: INK3, width: 1.2, dash: DASH }]],
};

const SEVERITIES: Readonly<Record<Severity, readonly Stroke[]>> = {
  critical: [[DIAMOND, { fill: ALERT }]],
  high: [['M0 -5L5.4 4.4H-5.4Z', { fill: ALERT }]],
  medium: [
    [CIRCLE, { stroke: INK, width: 1.3 }],
    ['M0 -4.6A4.6 4.6 0 0 0 0 4.6Z', { fill: INK }],
  ],
  low: [[CIRCLE, { stroke: INK2, width: 1.3 }]],
  unknown: [[CIRCLE, { stroke: INK3, width: 1.3, dash: DASH }]],
};

export type Mark = { readonly kind: CostKind } | { readonly severity: Severity };

/** Draws a mark around its centre. */
export function drawMark(sheet: Sheet, mark: Mark, x: number, y: number, scale = 1): void {
  const strokes = 'kind' in mark ? KINDS[mark.kind] : SEVERITIES[mark.severity];
  for (const [path, paint] of strokes) sheet.path(path, x, y, paint, scale);
}
