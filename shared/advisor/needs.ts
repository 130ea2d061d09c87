import type { Answers } from './questions.ts';

/** What a kind of key has to meet, those first that nothing can make up for: where the material is, and who reaches it. */
export const NEEDS = [
  'outside',
  'services',
  'programs',
  'pkcs11',
  'custody',
  'tenancy',
  'control',
  'audit',
  'accounts',
  'rotation',
  'peak',
] as const;
export type Need = (typeof NEEDS)[number];

/** The needs that decide before any other, in this order; of the rest, the fewer left unmet the better. */
export const DECISIVE: readonly Need[] = ['outside', 'services', 'programs', 'pkcs11', 'custody', 'tenancy'];

export const NEED_WORDS: Readonly<Record<Need, string>> = {
  outside: 'Material never inside AWS',
  services: 'Used by AWS services',
  programs: 'Used by your programs through KMS',
  pkcs11: 'Used over PKCS#11, JCE, KSP or OpenSSL',
  custody: 'HSMs that you administer',
  tenancy: 'Hardware for you alone',
  control: 'You decide who uses it',
  audit: 'Every use in your audit log',
  accounts: 'Used across accounts',
  rotation: 'Rotates by itself',
  peak: 'Above 1,800 requests a second',
};

const ASKED: Readonly<Record<Need, (answers: Answers) => boolean>> = {
  outside: ({ outside }) => outside === 'yes',
  services: ({ use }) => use === 'services',
  programs: ({ use }) => use === 'programs',
  pkcs11: ({ use }) => use === 'pkcs11',
  custody: ({ custody }) => custody === 'yes',
  tenancy: ({ tenancy }) => tenancy === 'yes',
  control: ({ control }) => control === 'yes',
  audit: ({ audit }) => audit === 'yes',
  accounts: ({ accounts }) => accounts === 'yes',
  rotation: ({ rotation }) => rotation === 'yes',
  peak: ({ volume }) => volume === 'peak',
};

/** What these answers ask for; a "no" asks for nothing. */
export function needsOf(answers: Answers): readonly Need[] {
  return NEEDS.filter((need) => ASKED[need](answers));
}
