import { useMediaQuery } from '@mantine/hooks';

/** The look's one breakpoint: below it columns go, lists fold sooner, and facets become a strip. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 1200px)', undefined, { getInitialValueInEffect: false }) ?? false;
}
