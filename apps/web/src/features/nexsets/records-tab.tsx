import { Button, NumberInput } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import type { SourceRecord } from '@sluice/schema'
import { IconStack2 } from '@tabler/icons-react'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { SearchInput } from '../../components/search-input.tsx'
import { nexsetQuery, recordsQuery } from '../../lib/data/nexsets.ts'
import { formatCount, formatNumber } from '../../lib/format.ts'
import { usePages } from '../../lib/use-pages.ts'
import { ColumnPicker } from './column-picker.tsx'
import { FoldedRecord } from './folded-record.tsx'
import classes from './nexsets.module.css'
import { recordColumns } from './record-columns.tsx'

const columnsAtFirst = 8

/** The records as a table: search, jump to one, choose columns, fold out what is nested. */
export function RecordsTab() {
  const { id } = useParams({ from: '/shell/nexsets/$id/records' })
  const { search = '', after = 0 } = useSearch({ from: '/shell/nexsets/$id/records' })
  const navigate = useNavigate({ from: '/nexsets/$id/records' })
  const { data: nexset } = useSuspenseQuery(nexsetQuery(id))
  const records = useInfiniteQuery(recordsQuery(id, { after, search }))
  const names = nexset.attributes.map((attribute) => attribute.name)
  const [chosen, setChosen] = useLocalStorage<string[] | null>({ key: `sluice.columns.${id}`, defaultValue: null })
  const shown = chosen?.filter((name) => names.includes(name)) ?? names.slice(0, columnsAtFirst)
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const toggle = (seq: number) =>
    setOpen((now) => (now.has(seq) ? now.difference(new Set([seq])) : now.union(new Set([seq]))))
  const { rows, isLooking, readOn } = usePages(records)
  const fold = (record: SourceRecord) => open.has(record.seq) && <FoldedRecord record={record} />
  return (
    <Page
      facts={
        <div className={classes.tools}>
          <SearchInput
            key={id}
            label="Any value"
            value={search}
            onSearch={(text) => navigate({ search: { search: text || undefined }, replace: true })}
          />
          <span>{foundText(search, rows.length, records.hasNextPage, nexset.recordCount)}</span>
        </div>
      }
      action={
        <>
          {nexset.recordCount > 100 && search === '' && (
            <NumberInput
              size="xs"
              w={116}
              hideControls
              placeholder="Go to seq"
              aria-label="Go to seq"
              min={1}
              max={nexset.recordCount}
              allowDecimal={false}
              value={after > 0 ? after + 1 : ''}
              onChange={(seq) =>
                navigate({ search: { after: typeof seq === 'number' && seq > 1 ? seq - 1 : undefined }, replace: true })
              }
            />
          )}
          <ColumnPicker names={names} shown={shown} onChange={setChosen} />
        </>
      }
    >
      {(records.isPending || isLooking) && <LoadingRows rows={10} label="Loading the records" />}
      {records.error && (
        <ErrorState title="The records couldn’t be read" error={records.error} onRetry={records.refetch}>
          Sending goes on; only this list is missing.
        </ErrorState>
      )}
      {records.data && rows.length === 0 && !isLooking && (
        <EmptyState
          icon={IconStack2}
          title={search ? `No record holds “${search}”` : 'There is no record here yet'}
          action={
            search && (
              <Button variant="default" onClick={() => navigate({ search: {}, replace: true })}>
                Show all records
              </Button>
            )
          }
        >
          {search ? 'Searched in all values of all records.' : 'Add records, or see Sources for how to post them.'}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable
          label="Records"
          columns={recordColumns({ nexset, shown, open, onToggle: toggle })}
          rows={rows}
          rowKey={(record) => record.seq}
          totalCount={nexset.recordCount}
          below={fold}
          onEnd={readOn}
        />
      )}
    </Page>
  )
}

function foundText(search: string, found: number, hasMore: boolean, total: number): string {
  if (search === '') return formatCount(total, 'record')
  return `${formatNumber(found)}${hasMore ? ' or more' : ''} of ${formatCount(total, 'record')}`
}
