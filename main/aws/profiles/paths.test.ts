import { join } from 'node:path';
import { expect, it } from 'vitest';
import { configPaths } from './paths.ts';

const HOME = join('/', 'home', 'auditor');

it('looks in the home folder of the environment, on Windows too', () => {
  const expected = {
    config: join(HOME, '.aws', 'config'),
    credentials: join(HOME, '.aws', 'credentials'),
    ssoCache: join(HOME, '.aws', 'sso', 'cache'),
    loginCache: join(HOME, '.aws', 'login', 'cache'),
  };
  expect(configPaths({ HOME })).toEqual(expected);
  expect(configPaths({ USERPROFILE: HOME })).toEqual(expected);
});

it('follows the variables, an empty one not, and expands a leading ~/', () => {
  const env = { HOME, AWS_CONFIG_FILE: '~/elsewhere', AWS_SHARED_CREDENTIALS_FILE: '' };
  expect(configPaths(env)).toMatchObject({
    config: join(HOME, 'elsewhere'),
    credentials: join(HOME, '.aws', 'credentials'),
  });
});
