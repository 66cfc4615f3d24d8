import { Button, Menu } from '@mantine/core'
import type { Outcome } from '@sluice/schema'
import { IconDownload } from '@tabler/icons-react'
import { Fragment } from 'react'
import { outcomes } from '../../../components/states.ts'
import { exportUrl } from '../data/export-url.ts'

type Props = {
  id: string /** One file for each of these; undefined for all records. */
  of: readonly (Outcome | undefined)[]
}

/** Downloads records with their outcomes, as CSV or NDJSON. */
export function ExportMenu({ id, of }: Props) {
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
              <Menu.Item key={format} component="a" href={exportUrl(id, { outcome, format })} download>
                {outcome ? `${outcomes[outcome].word} as ${word}` : `All as ${word}`}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const formats = [
  { format: 'csv', word: 'CSV' },
  { format: 'ndjson', word: 'NDJSON' },
] as const
