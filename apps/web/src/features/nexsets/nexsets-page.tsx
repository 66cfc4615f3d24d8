import type { Nexset } from '@sluice/schema'
import { IconSend, IconStack2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { NameCell } from '../../components/name-cell.tsx'
import { NewNexsetMenu } from '../../components/new-nexset/new-nexset-menu.tsx'
import { useNewNexset } from '../../components/new-nexset/use-new-nexset.tsx'
import { NexsetMenu } from '../../components/nexset-actions/nexset-menu.tsx'
import { PlusMenu } from '../../components/nexset-actions/plus-menu.tsx'
import { type NexsetDialogs, useNexsetDialogs } from '../../components/nexset-actions/use-nexset-dialogs.tsx'
import { Page } from '../../components/page.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SearchInput } from '../../components/search-input.tsx'
import { SourceIcon } from '../../components/source-icon.tsx'
import { nexsetsQuery } from '../../lib/data/nexsets.ts'
import { formatBytes, formatCount, formatNumber } from '../../lib/format.ts'
import classes from './nexsets.module.css'

/** All Nexsets; each with its **+**. */
export function NexsetsPage() {
  const { dialog } = useSearch({ from: '/shell/nexsets' })
  const navigate = useNavigate({ from: '/nexsets' })
  const nexsets = useQuery(nexsetsQuery())
  const newNexset = useNewNexset(dialog ?? null, () => navigate({ search: {}, replace: true }))
  const dialogs = useNexsetDialogs()
  const [search, setSearch] = useState('')
  const all = nexsets.data ?? []
  const shown = all.filter((nexset) => nexset.name.toLowerCase().includes(search.trim().toLowerCase()))
  const records = all.reduce((sum, nexset) => sum + nexset.recordCount, 0)
  return (
    <Page
      facts={nexsets.data && `${formatCount(all.length, 'Nexset')} · ${formatCount(records, 'record')}`}
      action={
        <>
          {all.length > 0 && <SearchInput label="Name of a Nexset" value={search} onSearch={setSearch} waitMs={0} />}
          <NewNexsetMenu newNexset={newNexset} />
        </>
      }
    >
      {nexsets.isPending && <LoadingRows height={52} label="Loading the Nexsets" />}
      {nexsets.error && (
        <ErrorState title="The Nexsets couldn’t be read" error={nexsets.error} onRetry={nexsets.refetch}>
          Sending goes on.
        </ErrorState>
      )}
      {nexsets.data && all.length === 0 && (
        <EmptyState icon={IconStack2} title="There is no Nexset yet">
          Upload a file, try the sample, post to a webhook or use the API.
        </EmptyState>
      )}
      {all.length > 0 && shown.length === 0 && (
        <EmptyState icon={IconStack2} title={`No Nexset is called “${search}”`} />
      )}
      {shown.length > 0 && (
        <DataTable
          label="Nexsets"
          columns={columns(dialogs)}
          rows={shown}
          rowKey={(nexset) => nexset.id}
          rowHeight={52}
        />
      )}
      {newNexset.element}
      {dialogs.element}
    </Page>
  )
}

const columns = (dialogs: NexsetDialogs): Column<Nexset>[] => [
  {
    key: 'name',
    header: 'Name',
    leastWidth: 220,
    render: (nexset) => (
      <NameCell mark={<SourceIcon kind={nexset.kind} size={20} />} below={nexset.sourceLabel}>
        <Link to="/nexsets/$id/records" params={{ id: nexset.id }}>
          {nexset.name}
        </Link>
      </NameCell>
    ),
  },
  { key: 'records', header: 'Records', width: 110, align: 'end', render: (nexset) => formatNumber(nexset.recordCount) },
  {
    key: 'attributes',
    header: 'Attributes',
    width: 96,
    align: 'end',
    render: (nexset) => formatNumber(nexset.attributes.length),
  },
  { key: 'size', header: 'Size', width: 100, align: 'end', render: (nexset) => formatBytes(nexset.bytes) },
  {
    key: 'arrival',
    header: 'Last arrival',
    width: 150,
    render: (nexset) =>
      nexset.lastArrivalAt ? <RelativeTime time={nexset.lastArrivalAt} /> : <span className={classes.dim}>–</span>,
  },
  {
    key: 'destinations',
    header: 'Destinations',
    width: 120,
    render: (nexset) =>
      nexset.destinationCount > 0 ? (
        <span className={classes.withIcon}>
          <IconSend size={14} aria-hidden />
          {formatNumber(nexset.destinationCount)}
        </span>
      ) : (
        <span className={classes.dim}>None</span>
      ),
  },
  {
    key: 'actions',
    header: <span className="visually-hidden">Actions</span>,
    isPinned: true,
    width: 96,
    render: (nexset) => (
      <span className={classes.actions}>
        <PlusMenu nexset={nexset} dialogs={dialogs} />
        <NexsetMenu nexset={nexset} dialogs={dialogs} />
      </span>
    ),
  },
]
