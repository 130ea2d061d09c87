/** What the advisor asks; the first option of each is where nothing special is needed. */
export interface Question<Id extends string = string, Option extends string = string> {
  readonly id: Id;
  readonly text: string;
  readonly options: readonly { readonly id: Option; readonly text: string }[];
}

const NO_OR_YES = [
  { id: 'no', text: 'No' },
  { id: 'yes', text: 'Yes' },
] as const;

export const QUESTIONS = [
  {
    id: 'use',
    text: 'What uses the key?',
    options: [
      { id: 'services', text: 'AWS services' },
      { id: 'programs', text: 'Programs, through KMS' },
      { id: 'pkcs11', text: 'PKCS#11, JCE, KSP, OpenSSL' },
    ],
  },
  { id: 'control', text: 'Must you decide who may use it, and be able to disable it?', options: NO_OR_YES },
  { id: 'audit', text: 'Must every use of it show in your own audit log?', options: NO_OR_YES },
  { id: 'accounts', text: 'Do other accounts use what it encrypts?', options: NO_OR_YES },
  { id: 'rotation', text: 'Must it rotate by itself?', options: NO_OR_YES },
  { id: 'tenancy', text: 'Must its hardware serve no other customer?', options: NO_OR_YES },
  { id: 'custody', text: 'Must the HSMs be yours to administer?', options: NO_OR_YES },
  { id: 'outside', text: 'Must its material never be inside AWS?', options: NO_OR_YES },
  {
    id: 'volume',
    text: 'How many requests?',
    options: [
      { id: 'free', text: 'Up to 20,000 a month' },
      { id: 'many', text: 'More' },
      { id: 'peak', text: 'Above 1,800 a second at times' },
    ],
  },
] as const satisfies readonly Question[];

type Asked = (typeof QUESTIONS)[number];
export type QuestionId = Asked['id'];
/** One option of every question. */
export type Answers = {
  readonly [Id in QuestionId]: Extract<Asked, { readonly id: Id }>['options'][number]['id'];
};

export const NOTHING_SPECIAL: Answers = {
  use: 'services',
  control: 'no',
  audit: 'no',
  accounts: 'no',
  rotation: 'no',
  tenancy: 'no',
  custody: 'no',
  outside: 'no',
  volume: 'free',
};
