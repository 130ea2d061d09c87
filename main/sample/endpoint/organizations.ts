import { ORGANISATIONAL_UNITS, parentOf, ROOT_ID } from '../generate/organisational-units.ts';
import type { SampleAccount } from '../generate/places.ts';
import { AwsRefusal, type Call, number, text } from './call.ts';
import { pageOf, pageSize } from './page.ts';

/** Only the account that holds the organisation may ask about it. */
function paged<T>({ organisation, caller, input }: Call, all: readonly T[], shape: (one: T) => object) {
  if (caller.accountId !== organisation.management.id) {
    throw new AwsRefusal('AccessDeniedException', "You don't have permissions to access this resource.");
  }
  return pageOf(
    all.length,
    (at) => all.slice(at, at + 1).map(shape),
    pageSize(number(input, 'MaxResults'), 20, 20),
    text(input, 'NextToken'),
    'InvalidInputException',
  );
}

function accountsOf(call: Call, accounts: readonly SampleAccount[]): object {
  const { management } = call.organisation;
  const { items, next } = paged(call, accounts, (account) => ({
    Arn: `arn:aws:organizations::${management.id}:account/o-northwind01/${account.id}`,
    Email: account.email,
    Id: account.id,
    JoinedMethod: account.management ? 'INVITED' : 'CREATED',
    JoinedTimestamp: 1_546_300_800,
    Name: account.name,
    State: 'ACTIVE',
    Status: 'ACTIVE',
  }));
  return { Accounts: items, NextToken: next ?? undefined };
}

function parentIn({ input }: Call): string {
  const asked = text(input, 'ParentId') ?? '';
  if (asked === ROOT_ID || ORGANISATIONAL_UNITS.some(({ id }) => id === asked)) return asked;
  throw new AwsRefusal('ParentNotFoundException', "You specified parent that doesn't exist.");
}

function listAccountsForParent(call: Call): object {
  const parent = parentIn(call);
  return accountsOf(
    call,
    call.organisation.accounts.filter((account) => parentOf(account) === parent),
  );
}

function listOrganizationalUnitsForParent(call: Call): object {
  const asked = parentIn(call);
  const { management } = call.organisation;
  const { items, next } = paged(
    call,
    ORGANISATIONAL_UNITS.filter(({ parent }) => parent === asked),
    ({ id, name }) => ({
      Arn: `arn:aws:organizations::${management.id}:ou/o-northwind01/${id}`,
      Id: id,
      Name: name,
    }),
  );
  return { NextToken: next ?? undefined, OrganizationalUnits: items };
}

export const ORGANIZATIONS: Readonly<Record<string, (call: Call) => object>> = {
  ListAccounts: (call) => accountsOf(call, call.organisation.accounts),
  ListAccountsForParent: listAccountsForParent,
  ListOrganizationalUnitsForParent: listOrganizationalUnitsForParent,
};
