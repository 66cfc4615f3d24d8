import { Button } from '@mantine/core'
import type { Outcome } from '@sluice/schema'
import { IconStack2 } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { SearchInput } from '../../components/search-input.tsx'
import { nexsetQuery } from '../../lib/data/nexsets.ts'
import { usePages } from '../../lib/use-pages.ts'
import { ExportMenu } from './components/export-menu.tsx'
import { OutcomeFilter } from './components/outcome-filter.tsx'
import { ChosenRecords } from './components/quarantine/chosen-records.tsx'
import { RecordPanel } from './components/record-panel.tsx'
import { outcomesQuery } from './data/outcomes.ts'
import type { TabProps } from './destination-page.tsx'
import classes from './destinations.module.css'
import { outcomeColumns } from './outcome-columns.tsx'

const place = '/shell/destinations/$id/$tab'

/** Every record with what became of it; a row opens the record with its attempts. */
export function RecordsTab({ destination }: TabProps) {
  const { id, nexsetId } = destination
  const { outcome, search = '', seq } = useSearch({ from: place })
  const navigate = useNavigate({ from: '/destinations/$id/$tab' })
  const isSending = destination.state === 'active' && destination.cursor < destination.recordCount
  const records = useInfiniteQuery(outcomesQuery(id, { outcome, search }, isSending))
  const { data: nexset } = useQuery(nexsetQuery(nexsetId))
  const { rows, isLooking, readOn } = usePages(records)
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const show = (next: { outcome?: Outcome | undefined; search?: string | undefined; seq?: number | undefined }) =>
    navigate({ search: { outcome, search: search || undefined, seq, ...next }, replace: true })
  const names = nexset?.attributes.map((attribute) => attribute.name) ?? []
  return (
    <Page
      facts={
        <div className={classes.tools}>
          <SearchInput
            key={id}
            label="Seq, Salesloft id or any value"
            value={search}
            onSearch={(text) => show({ search: text || undefined, seq: undefined })}
          />
          <OutcomeFilter
            destination={destination}
            value={outcome}
            onChange={(value) => show({ outcome: value, seq: undefined })}
          />
        </div>
      }
      action={<ExportMenu id={id} of={[outcome]} />}
    >
      <ChosenRecords
        destination={destination}
        ticked={ticked}
        search={search}
        outcome={outcome}
        onDone={() => setTicked(new Set())}
      />
      {(records.isPending || isLooking) && <LoadingRows rows={10} label="Loading the records" />}
      {records.error && (
        <ErrorState title="The records couldn’t be read" error={records.error} onRetry={records.refetch}>
          Sending goes on; only this list is missing.
        </ErrorState>
      )}
      {records.data && rows.length === 0 && !isLooking && (
        <EmptyState
          icon={IconStack2}
          title={emptyTitle(search, outcome)}
          action={
            (search !== '' || outcome !== undefined) && (
              <Button variant="default" onClick={() => navigate({ search: {}, replace: true })}>
                Show all records
              </Button>
            )
          }
        >
          {search && 'Searched by seq, Salesloft id and in all values.'}
          {!search &&
            (outcome
              ? 'Every record is in exactly one of these lists.'
              : 'They appear here as they arrive in its Nexset.')}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable
          label="Records with their outcomes"
          columns={outcomeColumns({
            names: names.slice(0, 3),
            onOpen: (opened) => show({ seq: opened }),
            ticked,
            onTick: (seq, isTicked) => setTicked(withTick(ticked, seq, isTicked)),
          })}
          rows={rows}
          rowKey={(row) => row.seq}
          totalCount={destination.recordCount}
          isSelected={(row) => row.seq === seq}
          onEnd={readOn}
        />
      )}
      {seq !== undefined && (
        <RecordPanel
          destination={destination}
          seq={seq}
          isSending={isSending}
          neighbours={neighboursOf(
            rows.map((row) => row.seq),
            seq,
          )}
          onShow={(next) => show({ seq: next })}
        />
      )}
    </Page>
  )
}

function withTick(ticked: ReadonlySet<number>, seq: number, isTicked: boolean): ReadonlySet<number> {
  const next = new Set(ticked)
  if (isTicked) next.add(seq)
  else next.delete(seq)
  return next
}

const emptyTitle = (search: string, outcome: Outcome | undefined) =>
  search ? `No record holds “${search}”` : outcome ? `No record is ${outcome}` : 'There is no record yet'

function neighboursOf(seqs: readonly number[], seq: number) {
  const at = seqs.indexOf(seq)
  return { before: at > 0 ? seqs[at - 1] : undefined, after: at >= 0 ? seqs[at + 1] : undefined }
}
