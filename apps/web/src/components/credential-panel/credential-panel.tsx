import { Drawer } from '@mantine/core'
import type { Credential } from '@sluice/schema'
import { useQuery } from '@tanstack/react-query'
import { connectorQuery } from '../../lib/data/connectors.ts'
import { ErrorState } from '../error-state.tsx'
import { LoadingRows } from '../loading-rows.tsx'
import { CredentialForm } from './credential-form.tsx'

type Props = {
  isOpen: boolean
  onClose: () => void
  /** The connector that it is for. */
  connector: string
  /** Called once, when the saved credential is to be used or the panel was closed after saving. */
  onSaved: (credential: Credential) => void
  /** What the last button does: "Use it" in the wizard, "Close" elsewhere. */
  finish: string
}

/** Adds a credential in a side panel: name, secret, check, and what the check found. */
export function CredentialPanel({ isOpen, onClose, connector, onSaved, finish }: Props) {
  const definition = useQuery({ ...connectorQuery(connector), enabled: isOpen })
  return (
    <Drawer opened={isOpen} onClose={onClose} title="Add credential">
      {definition.data && (
        <CredentialForm connector={definition.data} onCancel={onClose} onSaved={onSaved} finish={finish} />
      )}
      {definition.isPending && <LoadingRows rows={4} height={52} />}
      {definition.error && (
        <ErrorState title="The connector couldn’t be read" error={definition.error} onRetry={definition.refetch} />
      )}
    </Drawer>
  )
}
