import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { CallTimeoutError } from './deadline.ts';
import { CoreLostError } from './port-link.ts';
import { isFinal, problemOf } from './problem.ts';

test('a typed error keeps its message and its action', () => {
  const error = new ORPCError('UNREADABLE', {
    status: 422,
    message: 'keys.parquet is damaged',
    data: { action: 'Scan again' },
  });
  expect(problemOf(error)).toEqual({
    code: 'UNREADABLE',
    title: 'The snapshot cannot be read',
    detail: 'keys.parquet is damaged',
    action: 'Scan again',
  });
  expect(isFinal(error)).toBe(true);
});

test('a core that is gone, slow, or at fault each say so', () => {
  expect(problemOf(new CoreLostError()).code).toBe('CORE_LOST');
  expect(problemOf(new CallTimeoutError(['keys', 'page'], 30_000)).title).toBe('No answer within 30 seconds');
  expect(problemOf(new ORPCError('INTERNAL_SERVER_ERROR')).title).toBe('The core could not answer');
  expect(problemOf('odd')).toMatchObject({ code: 'UNEXPECTED', detail: 'odd' });
  expect(isFinal(new ORPCError('INTERNAL_SERVER_ERROR'))).toBe(false);
});
