import { type } from '@orpc/contract';
import type { ProfileSummary } from '../model/profile.ts';
import { base } from './base.ts';

export const profiles = { list: base.output(type<readonly ProfileSummary[]>()) };
