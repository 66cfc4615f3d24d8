import { DestinationStatus, streamEvents } from '@sluice/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { urlOf } from './api-client.ts'
import { applyStatus, destinationKeys } from './data/destinations.ts'

/**
 * Keeps what the page shows of destinations fresh by one stream of events, closed while the page is hidden. What was
 * missed meanwhile is read again. To be used once a page, by its outermost layout.
 */
export function useStatusEvents(): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    let stream: EventSource | null = null
    const open = () => {
      stream = new EventSource(urlOf(streamEvents, { query: { destinations: 'all' } }))
      stream.addEventListener('status', (event: MessageEvent<string>) => {
        const status = DestinationStatus.safeParse(JSON.parse(event.data))
        if (status.success) applyStatus(queryClient, status.data)
      })
    }
    const follow = () => {
      stream?.close()
      stream = null
      if (document.hidden) return
      open()
      void queryClient.invalidateQueries({ queryKey: destinationKeys.all })
    }
    if (!document.hidden) open()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      stream?.close()
    }
  }, [queryClient])
}
