import { Button, TextInput } from '@mantine/core'
import type { BuiltRequest } from '@sluice/schema'
import { IconArrowBackUp, IconSend, IconTrashX } from '@tabler/icons-react'
import { Banner } from '../../../components/banner.tsx'
import { DataText } from '../../../components/data-text.tsx'
import { formatCount } from '../../../lib/format.ts'
import { useSubject } from '../configure/subject.ts'
import { changedLines } from '../sample-payload/changed-lines.ts'
import classes from './test-send.module.css'
import { writtenAs } from './written-as.ts'

type Props = {
  request: BuiltRequest
  /** The body as built, for reading; null without one. */
  built: string | null
  edited: string | null
  problem: string | null
  /** Why it can't be undone; null where it can. */
  says: string | null
  /** What to type first, then; null otherwise. */
  name: string | null
  typed: string
  onType: (text: string) => void
  onReset: () => void
  canSend: boolean
  isSending: boolean
  onSend: () => void
}

/** Top of a sample in test mode: what differs, Reset, and Send Test Data with whom it is written as. */
export function TestBar(props: Props) {
  const { request, edited, problem, says, name, typed, onType, onReset, canSend, isSending, onSend } = props
  const { connector, credential } = useSubject()
  const { does, who } = writtenAs(connector, credential)
  return (
    <div className={classes.bar}>
      {says !== null && name !== null && (
        <div className={classes.confirm}>
          <Banner tone="red" title="This can’t be undone.">
            {says}
          </Banner>
          <TextInput
            label={
              <>
                Type{' '}
                <code>
                  <DataText>{name}</DataText>
                </code>{' '}
                to send this for real
              </>
            }
            value={typed}
            onChange={(event) => onType(event.currentTarget.value)}
            autoComplete="off"
          />
        </div>
      )}
      <div className={classes.actions}>
        <span className={classes.what} role="status">
          {describeBody(props)}
        </span>
        {edited !== null && (
          <Button variant="subtle" size="xs" leftSection={<IconArrowBackUp size={14} />} onClick={onReset}>
            Reset
          </Button>
        )}
        <Button
          size="xs"
          variant={says === null ? 'filled' : 'default'}
          leftSection={says === null ? <IconSend size={14} /> : <IconTrashX size={14} />}
          disabled={!canSend}
          loading={isSending}
          onClick={onSend}
        >
          Send Test Data
        </Button>
      </div>
      <p className={classes.who}>
        {problem ? (
          <span className={classes.problem}>{problem}</span>
        ) : (
          <>
            {does} as <DataText>{who}</DataText>
            {request.seqs.length > 1 && `, ${formatCount(request.seqs.length, 'record')} in one call`}
          </>
        )}
      </p>
    </div>
  )
}

function describeBody({ built, edited }: Props): string {
  if (built === null) return 'No body'
  if (edited === null) return 'Body as built'
  const { changed, removed } = changedLines(built, edited)
  const differ = changed.length + removed
  return differ === 0 ? 'Body · edited' : `Body · edited, ${formatCount(differ, 'line differs', 'lines differ')}`
}
