import type { AttributeProfile, AttributeType, NexsetDetail } from '@sluice/schema'
import { IconListDetails } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { DataText } from '../../components/data-text.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Meter } from '../../components/meter.tsx'
import { Page } from '../../components/page.tsx'
import { SearchInput } from '../../components/search-input.tsx'
import { nexsetQuery } from '../../lib/data/nexsets.ts'
import { formatCount, formatNumber, formatShare } from '../../lib/format.ts'
import classes from './nexsets.module.css'
import { TypeEffect } from './type-effect.tsx'
import { TypeSelect } from './type-select.tsx'

type Draft = { name: string; type: AttributeType }

/** Attributes with their types, how far they are filled, and a type override whose effect is shown before it counts. */
export function SchemaTab() {
  const { id } = useParams({ from: '/shell/nexsets/$id/schema' })
  const { data: nexset } = useSuspenseQuery(nexsetQuery(id))
  const [search, setSearch] = useState('')
  const [draft, setDraft] = useState<Draft | null>(null)
  const shown = nexset.profiles.filter((profile) => profile.name.toLowerCase().includes(search.trim().toLowerCase()))
  const effect = (profile: AttributeProfile) =>
    draft?.name === profile.name && (
      <TypeEffect nexsetId={id} profile={profile} type={draft.type} onClose={() => setDraft(null)} />
    )
  return (
    <Page
      facts={
        nexset.profiles.length > 0 && (
          <div className={classes.tools}>
            <SearchInput label="Attribute" value={search} onSearch={setSearch} waitMs={0} />
            <span>
              Read from all {formatCount(nexset.recordCount, 'record')}. A changed type applies to what comes and what
              is there.
            </span>
          </div>
        )
      }
    >
      {nexset.profiles.length === 0 && (
        <EmptyState icon={IconListDetails} title="There are no attributes yet">
          They appear with the first records.
        </EmptyState>
      )}
      {nexset.profiles.length > 0 && shown.length === 0 && (
        <EmptyState icon={IconListDetails} title={`No attribute is called “${search}”`} />
      )}
      {shown.length > 0 && (
        <DataTable
          label="Schema"
          columns={columns(nexset, draft, setDraft)}
          rows={shown}
          rowKey={(profile) => profile.name}
          below={effect}
        />
      )}
    </Page>
  )
}

const columns = (
  nexset: NexsetDetail,
  draft: Draft | null,
  setDraft: (draft: Draft | null) => void,
): Column<AttributeProfile>[] => [
  {
    key: 'name',
    header: 'Attribute',
    width: 220,
    render: ({ name }) => (
      <code className={classes.attribute}>
        <DataText>{name}</DataText>
      </code>
    ),
  },
  {
    key: 'type',
    header: 'Type',
    width: 150,
    render: (profile) => (
      <TypeSelect
        name={profile.name}
        value={draft?.name === profile.name ? draft.type : profile.type}
        onPick={(type) => setDraft(type === profile.type ? null : { name: profile.name, type })}
      />
    ),
  },
  {
    key: 'filled',
    header: 'Filled',
    width: 300,
    render: ({ filledShare }) => {
      const empty = nexset.recordCount - Math.round(filledShare * nexset.recordCount)
      return (
        <div className={classes.filled}>
          <Meter tone="gray" value={filledShare} total={1} />
          <span>{formatShare(filledShare)}</span>
          <span className={classes.small}>{empty > 0 && `${formatNumber(empty)} empty`}</span>
        </div>
      )
    },
  },
  {
    key: 'distinct',
    header: 'Distinct, about',
    width: 120,
    align: 'end',
    render: ({ distinct }) => formatNumber(distinct),
  },
  {
    key: 'examples',
    header: 'Examples',
    render: ({ examples }) => (
      <span className={classes.dim}>
        <DataText>{examples.join(', ')}</DataText>
      </span>
    ),
  },
]
