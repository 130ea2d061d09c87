import { type } from '@orpc/contract';
import type { PriceBook } from '../model/price.ts';
import { base } from './base.ts';

export const prices = {
  /** The book of the latest scan, else the bundled table. */
  current: base.output(type<PriceBook>()),
};
