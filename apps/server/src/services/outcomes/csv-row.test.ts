import { ExactNumber } from '@sluice/json'
import { expect, it } from 'vitest'
import { csvRow } from './csv-row.ts'

it('quotes what has to be quoted, leaves numbers alone, and prints what is nested as JSON', () => {
  const values = [
    'plain',
    'a,b',
    'say "hi"',
    'two\r\nlines',
    null,
    undefined,
    0,
    -5,
    true,
    new ExactNumber('1E400'),
    '',
  ]
  expect(csvRow(values)).toBe('plain,"a,b","say ""hi""","two\r\nlines",,,0,-5,true,1E400,\r\n')
  expect(csvRow([{ a: [1, 'x'] }, ['y']])).toBe('"{""a"":[1,""x""]}","[""y""]"\r\n')
})

it('puts an apostrophe before every text that a spreadsheet would run', () => {
  const starts = ['=1+1', '+49 40', '-5', '@SUM(A1)', '\tx', '\rx', '\0x', ' =1', "'=1"]
  expect(csvRow(starts)).toBe(`'=1+1,'+49 40,'-5,'@SUM(A1),'\tx,"'\rx",'\0x, =1,'=1\r\n`)
})
