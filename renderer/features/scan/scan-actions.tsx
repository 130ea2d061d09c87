import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { queries } from '../../api/queries.ts';
import { tell } from '../../app/notice.ts';

/** Both end the scan; its own last event then says what became of it. */
export function ScanActions({ jobId }: { readonly jobId: string }) {
  const current = useQuery(queries.currentScan());
  const ending = useMutation({
    mutationFn: (keep: boolean) => client.scan.cancel({ jobId, keep }),
    onError: (error) => {
      const { title, detail } = problemOf(error);
      tell(`The scan was not stopped. ${title}. ${detail}`);
    },
  });
  if (current.data?.jobId !== jobId) return null;
  return (
    <>
      <Button disabled={ending.isPending} onClick={() => ending.mutate(true)}>
        Stop and keep what is read
      </Button>
      <Button disabled={ending.isPending} onClick={() => ending.mutate(false)}>
        Cancel
      </Button>
    </>
  );
}
