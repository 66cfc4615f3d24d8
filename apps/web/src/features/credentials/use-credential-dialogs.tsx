import { notifications } from '@mantine/notifications'
import type { Credential } from '@sluice/schema'
import { type ReactNode, useState } from 'react'
import { describeError } from '../../lib/api-error.ts'
import { useCheckCredential } from '../../lib/data/credentials.ts'
import { DeleteCredentialDialog } from './delete-credential-dialog.tsx'

export type CredentialDialogs = {
  /** Checks at once and tells what came of it. */
  check: (credential: Credential) => void
  isChecking: boolean
  remove: (credential: Credential) => void
  /** To be put once into the screen. */
  element: ReactNode
}

/** Check and delete for the credentials of a screen. `onRemoved`: where to go once one is gone. */
export function useCredentialDialogs(onRemoved?: () => void): CredentialDialogs {
  const [removing, setRemoving] = useState<Credential | null>(null)
  const check = useCheckCredential()
  return {
    check: ({ id, name }) =>
      check.mutate(id, {
        onSuccess: ({ check: found }) =>
          found.status === 'ok'
            ? notifications.show({
                color: 'green',
                title: `${name} works`,
                message: `It is ${found.user?.name ?? 'known'}.`,
              })
            : notifications.show({
                color: 'red',
                title: `${name} doesn’t work`,
                message: found.problem ?? 'It was refused.',
              }),
        onError: (error) =>
          notifications.show({ color: 'red', title: `${name} was not checked`, message: describeError(error).detail }),
      }),
    isChecking: check.isPending,
    remove: setRemoving,
    element: removing && (
      <DeleteCredentialDialog credential={removing} onClose={() => setRemoving(null)} onRemoved={onRemoved} />
    ),
  }
}
