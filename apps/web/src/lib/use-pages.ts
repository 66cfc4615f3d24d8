import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'

type Paged<Item> = UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>>

/**
 * The rows of all pages read so far, and `readOn` for when the end of the list comes into view. A first page without a
 * row is no answer where more may follow (a search): it reads on by itself, and `isLooking` says so.
 */
export function usePages<Item>({ data, hasNextPage, isFetching, fetchNextPage }: Paged<Item>) {
  const readOn = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const rows = data?.pages.flatMap((page) => page.items) ?? []
  const isLooking = rows.length === 0 && hasNextPage
  useEffect(() => {
    if (isLooking) readOn()
  }, [isLooking, readOn])
  return { rows, isLooking, readOn }
}
