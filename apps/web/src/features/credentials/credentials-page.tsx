import { Button } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { CredentialPanel } from '../../components/credential-panel/credential-panel.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { connectorsQuery } from '../../lib/data/connectors.ts'
import { credentialsQuery } from '../../lib/data/credentials.ts'
import { formatCount, formatNumber } from '../../lib/format.ts'
import { credentialColumns } from './credential-columns.tsx'
import classes from './credentials.module.css'
import { useCredentialDialogs } from './use-credential-dialogs.tsx'

/** All credentials, and the side panel that adds one. */
export function CredentialsPage() {
  const { dialog } = useSearch({ from: '/shell/credentials' })
  const navigate = useNavigate({ from: '/credentials' })
  const credentials = useQuery(credentialsQuery())
  const connectors = useQuery(connectorsQuery())
  const dialogs = useCredentialDialogs()
  const close = () => navigate({ search: {}, replace: true })
  const all = credentials.data ?? []
  const teams = new Set(all.flatMap(({ check }) => (check.team ? [check.team.id] : []))).size
  const connector = connectors.data?.[0]?.id
  return (
    <Page
      facts={all.length > 0 && `${formatNumber(all.length)}, over ${formatCount(teams, 'team')}`}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => navigate({ search: { dialog: 'add' } })}>
          Add credential
        </Button>
      }
    >
      {credentials.isPending && <LoadingRows height={52} label="Loading the credentials" />}
      {credentials.error && (
        <ErrorState title="The credentials couldn’t be read" error={credentials.error} onRetry={credentials.refetch}>
          Sending goes on.
        </ErrorState>
      )}
      {credentials.data && all.length === 0 && (
        <EmptyState icon={IconKey} title="There is no credential yet">
          Add the API key of a Salesloft user.
        </EmptyState>
      )}
      {all.length > 0 && (
        <>
          <DataTable
            label="Credentials"
            columns={credentialColumns(dialogs)}
            rows={all}
            rowKey={(credential) => credential.id}
            rowHeight={52}
          />
          <p className={classes.remark}>
            Credentials of one team share its points a minute, also with tools that Sluice doesn’t see. Secrets are
            encrypted and never shown again.
          </p>
        </>
      )}
      {connector && (
        <CredentialPanel
          isOpen={dialog === 'add'}
          onClose={close}
          connector={connector}
          onSaved={close}
          finish="Close"
        />
      )}
      {dialogs.element}
    </Page>
  )
}
