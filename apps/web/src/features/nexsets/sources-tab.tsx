import { Button, Modal } from '@mantine/core'
import type { NexsetSource } from '@sluice/schema'
import { IconPlugConnected, IconWebhook } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { CopyField } from '../../components/copy-field.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { DataText } from '../../components/data-text.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { NameCell } from '../../components/name-cell.tsx'
import { Page } from '../../components/page.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SourceIcon } from '../../components/source-icon.tsx'
import { WebhookSecret } from '../../components/webhook-secret.tsx'
import { nexsetQuery } from '../../lib/data/nexsets.ts'
import { useCreateWebhook } from '../../lib/data/webhooks.ts'
import { formatBytes, formatNumber, formatSeq } from '../../lib/format.ts'
import classes from './nexsets.module.css'
import { Webhooks } from './webhooks.tsx'

/** Where the records came from, and the ways for more to come. */
export function SourcesTab() {
  const { id } = useParams({ from: '/shell/nexsets/$id/sources' })
  const { data: nexset } = useSuspenseQuery(nexsetQuery(id))
  const create = useCreateWebhook()
  return (
    <Page>
      {nexset.sources.length === 0 ? (
        <EmptyState icon={IconPlugConnected} title="Nothing has come in yet">
          Add records from a file, or use one of the ways below.
        </EmptyState>
      ) : (
        <DataTable
          label="Sources"
          columns={columns}
          rows={nexset.sources}
          rowKey={(source) => source.id}
          rowHeight={52}
        />
      )}
      <section className={classes.block}>
        <div className={classes.blockHead}>
          <h2 className={classes.heading}>Webhooks</h2>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconWebhook size={15} />}
            loading={create.isPending}
            onClick={() => create.mutate({ nexsetId: id })}
          >
            Add a webhook
          </Button>
        </div>
        <p className={classes.remark}>
          Whoever has a webhook’s address can add records to this Nexset, and do nothing else.
        </p>
        <Webhooks nexsetId={id} />
        <Modal
          opened={create.data !== undefined}
          onClose={create.reset}
          title="The new webhook"
          closeOnClickOutside={false}
        >
          {create.data && <WebhookSecret webhook={create.data} />}
        </Modal>
      </section>
      <section className={classes.block}>
        <h2 className={classes.heading}>API</h2>
        <p className={classes.remark}>
          A JSON array of objects, or NDJSON: one object a line, with <code>content-type: application/x-ndjson</code>.
          Each call is kept once it is answered.
        </p>
        <CopyField label="command line for the API" text={apiExample(id)} />
      </section>
    </Page>
  )
}

const apiExample = (id: string) =>
  `curl -X POST '${window.location.origin}/api/v1/nexsets/${id}/records' \\
  -H 'content-type: application/json' \\
  -d '[{"name":"Halden Logistics","domain":"haldenlogistics.com"}]'`

const range = ({ firstSeq, lastSeq }: NexsetSource) =>
  firstSeq === null || lastSeq === null ? '–' : `${formatSeq(firstSeq)} to ${formatSeq(lastSeq)}`

const columns: Column<NexsetSource>[] = [
  {
    key: 'name',
    header: 'Source',
    leastWidth: 220,
    render: (source) => (
      <NameCell mark={<SourceIcon kind={source.kind} size={20} />} below={optionsText(source)}>
        <DataText>{source.name}</DataText>
      </NameCell>
    ),
  },
  { key: 'records', header: 'Records', width: 110, align: 'end', render: (source) => formatNumber(source.recordCount) },
  {
    key: 'range',
    header: 'Seqs',
    width: 190,
    render: (source) => <span className={classes.dim}>{range(source)}</span>,
  },
  {
    key: 'problems',
    header: 'Problems',
    width: 96,
    align: 'end',
    render: (source) => formatNumber(source.problemCount),
  },
  { key: 'size', header: 'Size', width: 100, align: 'end', render: (source) => formatBytes(source.bytes) },
  {
    key: 'when',
    header: 'Last arrival',
    width: 150,
    render: (source) => <RelativeTime time={source.lastArrivalAt ?? source.createdAt} />,
  },
]

function optionsText({ options }: NexsetSource): string {
  if (!options) return ''
  const delimiter = options.delimiter === '\t' ? 'tab' : options.delimiter
  const parts = [options.format?.toUpperCase(), options.encoding?.toUpperCase(), delimiter && `delimiter ${delimiter}`]
  return parts.filter(Boolean).join(' · ')
}
