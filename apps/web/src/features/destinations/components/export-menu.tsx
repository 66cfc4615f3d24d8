import { Button, Menu } from '@mantine/core'
import type { OutcomeFilter } from '@sluice/schema'
import { IconDownload } from '@tabler/icons-react'
import { Fragment } from 'react'
import { outcomes } from '../../../components/states.ts'
import { exportUrl } from '../data/export-url.ts'

type Props = {
  id: string
  /** One file for each of these; undefined for all records. */
  of: readonly (OutcomeFilter | undefined)[]
  /** Only records of this error group. */
  group?: string
}

/** Downloads records with their outcomes, as CSV or NDJSON. */
export function ExportMenu({ id, of, group }: Props) {
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconDownload size={14} />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {of.map((outcome) => (
          <Fragment key={outcome ?? 'all'}>
            {formats.map(({ format, word }) => (
              <Menu.Item key={format} component="a" href={exportUrl(id, { outcome, group, format })} download>
                {wordOf(outcome)} as {word}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const wordOf = (outcome: OutcomeFilter | undefined) =>
  outcome === undefined ? 'All' : outcome === 'quarantined' ? 'All errors' : outcomes[outcome].word

const formats = [
  { format: 'csv', word: 'CSV' },
  { format: 'ndjson', word: 'NDJSON' },
] as const
