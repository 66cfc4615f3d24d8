import { Button } from '@mantine/core'
import { type AttributeProfile, type AttributeType, type SourceRecord, sampleRecords } from '@sluice/schema'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { DataText } from '../../components/data-text.tsx'
import { call } from '../../lib/api-client.ts'
import { describeError } from '../../lib/api-error.ts'
import { nexsetKeys, useChangeNexset } from '../../lib/data/nexsets.ts'
import { formatNumber } from '../../lib/format.ts'
import { fitsType } from './fits-type.ts'
import classes from './nexsets.module.css'

type Props = { nexsetId: string; profile: AttributeProfile; type: AttributeType; onClose: () => void }

const samples = 200

/** What another type would do to the attribute's values, told from random records before it counts. */
export function TypeEffect({ nexsetId, profile, type, onClose }: Props) {
  const change = useChangeNexset(nexsetId)
  const sample = useQuery({
    queryKey: [...nexsetKeys.detail(nexsetId), 'type-samples'],
    queryFn: ({ signal }) =>
      call(sampleRecords, { params: { id: nexsetId }, query: { count: samples, pick: 'random' } }, signal),
  })
  const { name, inferredType } = profile
  const use = () => {
    const types = [{ name, type: type === inferredType ? null : type }]
    change.mutate({ types }, { onSuccess: onClose })
  }
  return (
    <div className={classes.effect} role="status">
      <div className={classes.effectText}>
        {change.error ? (
          describeError(change.error).detail
        ) : (
          <Effect records={sample.data?.items} name={name} type={type} />
        )}
      </div>
      <Button variant="default" size="xs" loading={change.isPending} onClick={use}>
        Use {type}
      </Button>
      <Button variant="default" size="xs" onClick={onClose}>
        Keep {profile.type}
      </Button>
    </div>
  )
}

function Effect({ records, name, type }: { records: SourceRecord[] | undefined; name: string; type: AttributeType }) {
  if (!records) return 'Looking at some records…'
  const values = records.flatMap(({ data }) => (Object.hasOwn(data, name) ? [data[name] ?? null] : []))
  const other = values.filter((value) => !fitsType(value, type))
  const [first] = other
  if (first === undefined) {
    return (
      <>
        <IconCheck size={16} aria-hidden />
        <span>
          As {type}, all {formatNumber(values.length)} values looked at fit.
        </span>
      </>
    )
  }
  return (
    <>
      <IconAlertTriangle size={16} className={classes.effectIcon} aria-hidden />
      <span>
        <strong>
          As {type}, {formatNumber(other.length)} of {formatNumber(values.length)} values looked at don’t fit,
        </strong>{' '}
        such as{' '}
        <code>
          <DataText>{typeof first === 'object' ? JSON.stringify(first) : String(first)}</DataText>
        </code>
        . They would stay what they are.
      </span>
    </>
  )
}
