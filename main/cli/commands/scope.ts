import { type Command, InvalidArgumentError } from 'commander';
import { organisationRole, type PreflightRequest } from '../../../shared/contract/scan.ts';
import type { Core } from '../../core/core.ts';
import { listed, repeated } from './options.ts';

/** Which profiles, accounts and regions a command reads. */
export interface ScopeOptions {
  readonly profile?: string[];
  readonly allProfiles?: true;
  readonly orgRole?: string;
  readonly externalId?: string;
  readonly sessionName?: string;
  readonly sessionTag?: { key: string; value: string }[];
  readonly accounts?: string[];
  readonly excludeAccounts?: string[];
  readonly regions?: string[];
}

const { shape } = organisationRole;

/** As AWS takes it, by the contract's own rule. */
export function checked(schema: { safeParse(value: string): { success: boolean } }, words: string) {
  return (value: string): string => {
    if (!schema.safeParse(value).success) throw new InvalidArgumentError(words);
    return value;
  };
}

function tag(value: string, earlier: readonly { key: string; value: string }[] = []) {
  const [, key, text] = /^([^=]{1,128})=(.{0,256})$/s.exec(value) ?? [];
  if (key === undefined || text === undefined) throw new InvalidArgumentError('key=value');
  return [...earlier, { key, value: text }];
}

export function addScopeOptions(command: Command): Command {
  return command
    .option('--profile <name>', 'read this profile (may be repeated)', repeated)
    .option('--all-profiles', 'read every profile that is ready')
    .option(
      '--org-role <name>',
      "read every account of the profile's organisation, through this role in each",
      checked(shape.name, 'a role name, with its path if it has one: audit/KeyReader'),
    )
    .option(
      '--external-id <id>',
      "what the role's trust policy asks for",
      checked(shape.externalId, 'as AWS takes an external id: letters, digits and +=,.@:/-_'),
    )
    .option(
      '--session-name <name>',
      'what CloudTrail shows (default: keyledger and the time)',
      checked(shape.sessionName, 'as AWS takes a session name: 2 to 64 letters, digits and +=,.@-_'),
    )
    .option('--session-tag <key=value>', 'tag the sessions of the role (may be repeated)', tag)
    .option(
      '--accounts <list>',
      'only these: 12 digits, a name pattern (*, ?), or the id of a unit (ou-…)',
      listed,
    )
    .option('--exclude-accounts <list>', 'all but these', listed)
    .option(
      '--regions <list>',
      'only these regions, comma-separated (default: all that are enabled)',
      listed,
    );
}

/** Those named, or all that are ready where that was asked for or there is but one. */
export async function chosenProfiles(core: Core, options: ScopeOptions): Promise<string[]> {
  if (options.profile) return options.profile;
  const profiles = await core.profiles.list();
  const ready = profiles.filter((profile) => profile.need.state === 'ready').map((profile) => profile.name);
  return options.allProfiles || ready.length === 1 ? ready : [];
}

/** Ends the command with a usage error where an option stands without the one that it belongs to. */
export function requestOf(profiles: string[], options: ScopeOptions, command: Command): PreflightRequest {
  const { orgRole: name, externalId, sessionName, sessionTag: sessionTags } = options;
  if (name === undefined && (externalId ?? sessionName ?? sessionTags) !== undefined) {
    command.error('error: --external-id, --session-name and --session-tag belong to --org-role', {
      exitCode: 2,
    });
  }
  const role = name === undefined ? undefined : defined({ name, externalId, sessionName, sessionTags });
  const source = defined({ kind: 'profiles' as const, profiles, organisationRole: role });
  return { source, ...limitsOf(options) };
}

export function limitsOf({ accounts, excludeAccounts, regions }: ScopeOptions) {
  return defined({ accounts, excludeAccounts, regions });
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without the fields that were not given. */
function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
