import { Checkbox, UnstyledButton } from '@mantine/core'
import type { JsonObject } from '@sluice/json'
import type { RecordOutcome } from '@sluice/schema'
import type { Column } from '../../components/data-table.tsx'
import { DataText } from '../../components/data-text.tsx'
import { RecordValue } from '../../components/record-value.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StateWord } from '../../components/state.tsx'
import { outcomes } from '../../components/states.ts'
import { formatNumber } from '../../lib/format.ts'
import classes from './destinations.module.css'
import { isQuarantined } from './quarantine-choice.ts'

type Row = RecordOutcome & { data: JsonObject }

/** By which the button that opens a record is found again when the record is closed. */
export const rowButtonId = (seq: number) => `open-record-${seq}`

/** A tick where the record is in quarantine, seq and outcome, the first attributes, the id in Salesloft or the reason, and when. */
export const outcomeColumns = ({
  names,
  onOpen,
  ticked,
  onTick,
}: {
  names: string[]
  onOpen: (seq: number) => void
  ticked: ReadonlySet<number>
  onTick: (seq: number, isTicked: boolean) => void
}): Column<Row>[] => [
  {
    key: 'tick',
    header: <span className="visually-hidden">Chosen</span>,
    width: 44,
    render: ({ seq, outcome }) =>
      isQuarantined(outcome) && (
        <Checkbox
          size="xs"
          aria-label={`Choose record ${seq}`}
          checked={ticked.has(seq)}
          onChange={(event) => onTick(seq, event.currentTarget.checked)}
        />
      ),
  },
  {
    key: '#',
    header: 'Seq',
    width: 90,
    align: 'end',
    render: ({ seq }) => (
      <UnstyledButton
        id={rowButtonId(seq)}
        className={classes.rowButton}
        aria-label={`Open record ${seq}`}
        onClick={() => onOpen(seq)}
      >
        {formatNumber(seq)}
      </UnstyledButton>
    ),
  },
  { key: 'outcome', header: 'Outcome', width: 112, render: ({ outcome }) => <StateWord look={outcomes[outcome]} /> },
  ...names.map(
    (name): Column<Row> => ({
      key: `attribute ${name}`,
      header: <DataText>{name}</DataText>,
      render: ({ data }) => <RecordValue value={Object.hasOwn(data, name) ? data[name] : undefined} />,
    }),
  ),
  { key: 'result', header: 'Salesloft id, or why not', width: 260, render: (row) => <Result row={row} /> },
  {
    key: 'at',
    header: 'When',
    width: 132,
    render: ({ at }) => (at ? <RelativeTime time={at} /> : <span className={classes.dim}>–</span>),
  },
]

function Result({ row: { salesloftId, reason, note } }: { row: Row }) {
  if (salesloftId === null && reason === null && note === null) return <span className={classes.dim}>–</span>
  return (
    <>
      {salesloftId !== null && <DataText>{salesloftId}</DataText>}
      {salesloftId === null && reason !== null && <DataText>{reason}</DataText>}
      {note !== null && (
        <span className={classes.dim}>
          {' '}
          <DataText>{note}</DataText>
        </span>
      )}
    </>
  )
}
