import { describe, expect, it } from 'vitest';
import { breaches } from './walls.ts';

describe('walls of the house', () => {
  it.each([
    ['renderer/features/keys/keys.tsx', "import { openLedger } from '../../../main/ledger/ledger.ts';"],
    ['renderer/app.tsx', "import { app } from 'electron';"],
    ['shared/cost/price.ts', "import { readFile } from 'node:fs/promises';"],
    ['main/inventory/scan.ts', "import { KMSClient } from '@aws-sdk/client-kms';"],
    ['main/ledger/write.ts', "export { scan } from '../inventory/scan.ts';"],
    ['main/cli/main.ts', "const x = await import('../sample/serve.ts');"],
    ['main/report/pdf.ts', "import type { Ledger } from '../ledger/ledger.ts';"],
  ])('refuses a planted breach in %s', (file, source) => {
    expect(breaches(file, source)).toHaveLength(1);
  });

  it('lets a room import itself and what it stands on', () => {
    const source = `
      import { z } from 'zod';
      import type { KeyRecord } from '../../../shared/model/key.ts';
      import { AwsCallError } from './error.ts';`;
    expect(breaches('main/aws/kms/describe-key.ts', source.replace('./error', '../error'))).toEqual([]);
  });
});
