import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { LoadingRows } from '../../../components/loading-rows.tsx'
import { connectorsQuery } from '../../../lib/data/connectors.ts'
import { ConnectorTile } from './connector-tile.tsx'
import classes from './select-step.module.css'

/** Where the records go: tiles of connectors. Choosing one moves on. */
export function SelectStep({ chosen, onChoose }: { chosen: string | null; onChoose: (id: string) => void }) {
  const connectors = useQuery(connectorsQuery())
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found =
    connectors.data?.filter(({ name, summary }) => `${name} ${summary}`.toLowerCase().includes(wanted)) ?? []
  return (
    <div className={classes.root}>
      <h2 className={classes.heading}>Where should the records go?</h2>
      <TextInput
        data-autofocus
        autoFocus
        className={classes.search}
        aria-label="Search connectors"
        placeholder="Search connectors"
        leftSection={<IconSearch size={15} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          const only = found.length === 1 ? found[0] : undefined
          if (event.key === 'Enter' && only) onChoose(only.id)
        }}
      />
      {connectors.isPending && <LoadingRows rows={1} height={72} label="Loading connectors" />}
      {connectors.isError && (
        <ErrorState
          title="The connectors couldn’t be read"
          error={connectors.error}
          onRetry={() => void connectors.refetch()}
        />
      )}
      {found.length > 0 && (
        <ul className={classes.tiles} aria-label="Connectors">
          {found.map((connector) => (
            <ConnectorTile
              key={connector.id}
              connector={connector}
              isChosen={connector.id === chosen}
              onChoose={onChoose}
            />
          ))}
        </ul>
      )}
      {connectors.isSuccess && found.length === 0 && (
        <EmptyState
          icon={IconSearch}
          title={`No connector is called “${search.trim()}”`}
          action={
            <Button variant="default" size="xs" onClick={() => setSearch('')}>
              Show all
            </Button>
          }
        />
      )}
    </div>
  )
}
