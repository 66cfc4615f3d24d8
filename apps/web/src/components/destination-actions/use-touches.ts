import { useQuery } from '@tanstack/react-query'
import { credentialsQuery } from '../../lib/data/credentials.ts'

/** What sending with this credential touches, for the foot of a dialog. */
export function useTouches(credentialId: string): string {
  const credentials = useQuery(credentialsQuery())
  const isPractice = credentials.data?.find((credential) => credential.id === credentialId)?.isPractice ?? false
  return isPractice ? 'Writes to Practice Salesloft; sends nothing to Salesloft' : 'Writes to Salesloft'
}
