import { expect, it } from 'vitest'
import { nameOfFile } from './name-of-file.ts'

it('names a Nexset after its file, without endings and separators', () => {
  expect(['target_accounts-2026.csv.gz', 'Zoë’s leads.NDJSON', '.csv'].map(nameOfFile)).toEqual([
    'target accounts 2026',
    'Zoë’s leads',
    '',
  ])
})
