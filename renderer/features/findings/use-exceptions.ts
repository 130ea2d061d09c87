import { useMutation } from '@tanstack/react-query';
import type { ExceptionWish } from '../../../shared/contract/findings.ts';
import type { FindingException } from '../../../shared/model/finding.ts';
import { client } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';

/** What exceptions leave out is asked for anew. */
async function again(): Promise<void> {
  await Promise.all(
    ['findings', 'findingKeys', 'exceptions'].map((name) =>
      queryClient.invalidateQueries({ queryKey: [name] }),
    ),
  );
}

export function useExcept() {
  return useMutation({
    mutationFn: (wish: ExceptionWish) => client.findings.except(wish),
    onSuccess: again,
  });
}

/** `taken` is told of it even where the row that asked is gone by then. */
export function useRestore(taken?: (exception: FindingException) => void) {
  return useMutation({
    mutationFn: (place: Pick<FindingException, 'rule' | 'subject'>) => client.findings.restore(place),
    onSuccess: (exception) => {
      taken?.(exception);
      return again();
    },
  });
}
