import { type } from '@orpc/contract';
import { base } from './base.ts';

export interface AppInfo {
  readonly version: string;
  readonly dataDir: string;
  /** The bundled price table's date, shown before anything was read. */
  readonly bundledPricesAsOf: string;
}

export const app = { info: base.output(type<AppInfo>()) };
