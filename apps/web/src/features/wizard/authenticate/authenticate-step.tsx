import { Button } from '@mantine/core'
import type { Credential } from '@sluice/schema'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { CredentialPanel } from '../../../components/credential-panel/credential-panel.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { LoadingRows } from '../../../components/loading-rows.tsx'
import { connectorQuery } from '../../../lib/data/connectors.ts'
import { credentialsQuery } from '../../../lib/data/credentials.ts'
import classes from './authenticate-step.module.css'
import { CredentialRow } from './credential-row.tsx'

type Props = {
  connector: string
  chosen: string | null
  onChoose: (credential: Credential) => void
  /** Chosen and done with: a new credential leads on. */
  onUse: (credential: Credential) => void
}

/** As whom the records are sent: a credential that is there, or a new one. */
export function AuthenticateStep({ connector, chosen, onChoose, onUse }: Props) {
  const credentials = useQuery(credentialsQuery(connector))
  const name = useQuery(connectorQuery(connector)).data?.name ?? ''
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
      Add credential
    </Button>
  )
  return (
    <div className={classes.root}>
      <div className={classes.heading}>
        <div>
          <h2 className={classes.title} id="choose-credential">
            Choose a {name} credential
          </h2>
          <p className={classes.line}>Records are sent as the user behind it, within that team’s rate limit.</p>
        </div>
        {add}
      </div>
      {credentials.isPending && <LoadingRows rows={3} height={60} label="Loading credentials" />}
      {credentials.isError && (
        <ErrorState
          title="The credentials couldn’t be read"
          error={credentials.error}
          onRetry={() => void credentials.refetch()}
        />
      )}
      {credentials.data?.length === 0 && (
        <EmptyState icon={IconKey} title={`There is no ${name} credential yet`} action={add}>
          Add one with an API key. It is stored encrypted.
        </EmptyState>
      )}
      {credentials.data && credentials.data.length > 0 && (
        <div className={classes.list} role="radiogroup" aria-labelledby="choose-credential">
          {credentials.data.map((credential) => (
            <CredentialRow
              key={credential.id}
              credential={credential}
              isChosen={credential.id === chosen}
              onChoose={() => onChoose(credential)}
            />
          ))}
        </div>
      )}
      <CredentialPanel
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        connector={connector}
        finish="Use it"
        onSaved={(credential) => {
          setAdding(false)
          onUse(credential)
        }}
      />
    </div>
  )
}
