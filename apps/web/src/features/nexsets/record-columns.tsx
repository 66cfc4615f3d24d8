import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { isJsonObject, type JsonValue } from '@sluice/json'
import type { NexsetDetail, SourceRecord } from '@sluice/schema'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { Column } from '../../components/data-table.tsx'
import { DataText } from '../../components/data-text.tsx'
import { NestedValue, RecordValue } from '../../components/record-value.tsx'
import { formatNumber } from '../../lib/format.ts'
import classes from './nexsets.module.css'

type Given = { nexset: NexsetDetail; shown: string[]; open: ReadonlySet<number>; onToggle: (seq: number) => void }

/** A column for each attribute to show; numbers at the right, the first name bold, nested values with a fold. */
export function recordColumns({ nexset, shown, open, onToggle }: Given): Column<SourceRecord>[] {
  const types = new Map(nexset.attributes.map((attribute) => [attribute.name, attribute.type]))
  const isNumber = (name: string) => types.get(name) === 'integer' || types.get(name) === 'number'
  return [
    {
      key: '#',
      header: 'Seq',
      width: 84,
      align: 'end',
      render: (record) => <span className={classes.dim}>{formatNumber(record.seq)}</span>,
    },
    ...shown.map(
      (name, index): Column<SourceRecord> => ({
        // An attribute may have any name; none begins with this.
        key: `attribute ${name}`,
        header: <DataText>{name}</DataText>,
        ...(isNumber(name) ? { align: 'end' as const } : {}),
        render: (record) => {
          const value = Object.hasOwn(record.data, name) ? record.data[name] : undefined
          if (!isNested(value)) {
            return (
              <span className={index === 0 ? classes.first : undefined}>
                <RecordValue value={value} />
              </span>
            )
          }
          const isOpen = open.has(record.seq)
          return (
            <UnstyledButton className={classes.fold} aria-expanded={isOpen} onClick={() => onToggle(record.seq)}>
              {isOpen ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
              <NestedValue value={value} />
              <VisuallyHidden>
                {name} of record {record.seq}
              </VisuallyHidden>
            </UnstyledButton>
          )
        },
      }),
    ),
  ]
}

/** Whether a value has values of its own to fold out. */
export const isNested = (value: JsonValue | undefined): value is JsonValue[] | { [key: string]: JsonValue } =>
  value !== undefined && (Array.isArray(value) || isJsonObject(value))
