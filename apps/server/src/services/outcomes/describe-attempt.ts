import type { StoredExchange } from '../../store/exchanges.ts'

/** What came of an exchange, in words a person reads. */
export function describeAttempt({
  result,
  status,
  error,
}: Pick<StoredExchange, 'result' | 'status' | 'error'>): string {
  const words = wordsFor(result, status)
  return error === null ? words : `${words} ${error}`
}

function wordsFor(result: StoredExchange['result'], status: number | null): string {
  switch (result) {
    case 'sent':
      return 'Sent.'
    case 'rejected':
      return 'Refused; nothing was changed.'
    case 'transient':
      return 'Not taken at that moment; nothing was changed, and it is tried again.'
    case 'budget':
      return 'Rate limit reached; nothing was changed, and it goes again when there are points.'
    case 'credential':
      return 'The credential wasn’t accepted; nothing was changed.'
    case 'in_doubt':
      return status === null
        ? 'No answer came; it may have been applied.'
        : 'The answer leaves open whether it was applied.'
    case 'not_sent':
      return 'Never left; nothing was changed.'
    case 'mixed':
      return 'The batch was taken, and some of its records refused.'
    case 'configuration':
      return 'Stopped: as configured, it can’t work.'
    case 'open':
      return 'On its way, or its end isn’t known yet.'
    default:
      return result satisfies never
  }
}
