import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readText, refusalOf } from '../../test/read-text.ts'

it('keeps every cell as the text that stands in the file', async () => {
  const { lines, begins } = await readText(
    'name,postal_code,phone,note\n"Zoë ""Ltd"", Köln",01234,+49 30 1,"two\r\nlines"\r\nPlain 5" pipe,00000,1E5,back\\slash\ttab\n',
  )
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { name: 'Zoë "Ltd", Köln', postal_code: '01234', phone: '+49 30 1', note: 'two\r\nlines' },
    { name: 'Plain 5" pipe', postal_code: '00000', phone: '1E5', note: 'back\\slash\ttab' },
  ])
  expect(begins).toEqual([2, 4])
})

describe('empty cells', () => {
  const content = 'a,b,c\n1,,""\n,,\n'
  it.each([
    ['omit', '{"a":"1"}'],
    ['null', '{"a":"1","b":null,"c":null}'],
    ['text', '{"a":"1","b":"","c":""}'],
  ] as const)('are %s when the upload says so, and a row without any value is no record', async (emptyCells, line) => {
    const { lines, problems } = await readText(content, { given: { emptyCells } })
    expect({ lines, problems }).toEqual({ lines: [line], problems: [] })
  })
})

describe('rows that are left out, with their line', () => {
  it.each([
    ['too short', 'a,b\n1\n2,3\n', 'row_length', 2, '1'],
    ['too long', 'a,b\n2,3\n\n1,2,3\n', 'row_length', 4, '1,2,3'],
    ['with text behind a quote', 'a,b\n"x"y,1\n2,3\n', 'csv_quote_misplaced', 2, '"x"y,1'],
    ['with more bytes than a record may have', 'a,b\n2,3\n12345678901,1\n', 'record_too_large', 3, '12345678901,1'],
  ])('%s', async (_what, content, code, line, raw) => {
    const { lines, problems } = await readText(content, { limits: { recordBytes: 12 } })
    expect(lines).toEqual(['{"a":"2","b":"3"}'])
    expect(problems).toEqual([
      { line, code, message: expect.stringMatching(/^The row has|^Text stands|^The record is/), raw },
    ])
  })
})

describe('files that are refused', () => {
  it.each([
    ['a quote that is never closed', 'a,b\n1,2\n3,"x\n4,5\n', { code: 'csv_quote_not_closed', line: 3 }],
    ['equal names', 'a,b,a\n1,2,3\n', { code: 'attribute_name_duplicate', line: 1, at: 1 }],
    ['a column without a name', 'a,,c\n1,2,3\n', { code: 'attribute_name_invalid', line: 1 }],
    ['a name of 201 characters', `${'n'.repeat(201)},b\n1,2\n`, { code: 'attribute_name_invalid', line: 1 }],
    ['only a head', 'a,b\n', { code: 'file_empty' }],
    ['nothing at all', '', { code: 'file_empty' }],
    ['only bad rows', 'a,b\n1\n2\n', { code: 'too_many_problems', line: 2, at: 2 }],
    [
      '2,001 columns',
      `${Array.from({ length: 2001 }, (_, at) => `c${at}`).join(',')}\n`,
      { code: 'too_many_attributes', line: 1 },
    ],
  ])('%s', async (_what, content, refusal) => {
    expect(await refusalOf(content, { given: { header: true } })).toEqual({ ...refusal, message: expect.any(String) })
  })

  it('one line of more than the limit', async () => {
    const limits = { lineBytes: 1000 }
    expect(await refusalOf(`a,b\n${'x'.repeat(1001)}`, { limits, pieces: 100 })).toMatchObject({
      code: 'record_too_large',
      line: 2,
    })
    expect(await refusalOf(`a,b\n1,"${'x\n'.repeat(501)}`, { limits, pieces: 100 })).toMatchObject({
      code: 'csv_quote_not_closed',
      line: 2,
    })
  })

  it('a record of 501 attributes; one of 500 among more columns is taken', async () => {
    const head = Array.from({ length: 501 }, (_, at) => `c${at}`).join(',')
    const row = (filled: number) => `${'1,'.repeat(filled)}${','.repeat(500 - filled)}`
    expect((await readText(`${head}\n${row(500)}\n`)).lines).toHaveLength(1)
    expect(await refusalOf(`${head}\n${row(500)}1\n`)).toMatchObject({ code: 'too_many_attributes', line: 2 })
  })
})

it('judges the first 10,000 records: 1,000 bad ones are told of, 1,001 refuse the file', async () => {
  const rows = (bad: number) => `a,b\n${'1\n'.repeat(bad)}${'1,2\n'.repeat(10_000 - bad)}`
  const taken = await readText(rows(1_000))
  expect([taken.lines.length, taken.problems.length]).toEqual([9_000, 1_000])
  expect(await refusalOf(rows(1_001))).toMatchObject({ code: 'too_many_problems', line: 1002 })
})

describe('types never spoil a value', () => {
  it.each([
    ['integer', ['1', '-20', '0', '999999999999999']],
    ['number', ['1', '2.50', '-0.5']],
    ['boolean', ['true', 'FALSE', 'False']],
    ['date', ['2026-01-31', '1999-12-01']],
    ['date-time', ['2026-01-31T10:00:00Z', '2026-01-31 10:00']],
    ['string', ['01234', '1']],
    ['string', ['+4930', '1']],
    ['string', ['1E5', '1']],
    ['string', ['1234567890123456', '1']],
    ['string', ['-0', '1']],
    ['string', [' 1', '1']],
    ['string', ['1,5', '1']],
    ['string', ['yes', 'true']],
    ['string', ['2026-13-01', '2026-01-01']],
    ['string', ['2026-01-01', '2026-01-01T00:00:00Z']],
    ['string', ['1', 'true']],
  ])('%s: %j', async (type, values) => {
    const { file } = await readText(`v;w\n${values.join(';x\n')};x\n`, { given: { delimiter: ';', header: true } })
    expect(file.profile.attributes[0]).toEqual({ name: 'v', type })
  })
})

it('counts how many values there are and how many differ', async () => {
  const rows = Array.from({ length: 3_000 }, (_, at) => `${at},${at % 7},${at % 2 ? 'x' : ''}`)
  const { file } = await readText(`id,day,note\n${rows.join('\n')}\n`)
  const [id, day, note] = file.profile.counters
  expect([id?.filled, day?.filled, note?.filled]).toEqual([3_000, 3_000, 1_500])
  expect(id?.sketch.estimate).toBeGreaterThan(2_700)
  expect(id?.sketch.estimate).toBeLessThan(3_300)
  expect([day?.sketch.estimate, note?.sketch.estimate]).toEqual([7, 1])
  expect([day?.examples, note?.examples]).toEqual([['0', '1', '2', '3', '4'], ['x']])
})

it('reads a long stretch of short quoted cells, wherever its parts are cut', async () => {
  const row = '"a","""",\r\n'
  const { lines, problems } = await readText(`x,y,z\n${row.repeat(40_000)}`, {
    given: { header: true },
    pieces: 400_000,
  })
  expect([lines.length, new Set(lines), problems]).toEqual([40_000, new Set(['{"x":"a","y":"\\""}']), []])
})

it('counts empty cells as null when they are, but not of rows that are skipped', async () => {
  const { file } = await readText('a,b\n1,\n,\n2,x\n', { given: { emptyCells: 'null', header: true } })
  expect(file.profile.counters.map(({ filled, nulls }) => [filled, nulls])).toEqual([
    [2, 0],
    [1, 1],
  ])
})

it('reads what any CSV writer wrote, in whatever pieces it comes', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '😀', '"', ',', '\n', '\r\n', '\\', '\t', '\u0001', ' '),
    maxLength: 8,
  })
  const row = fc.tuple(cell, cell, cell).filter((cells) => cells.some((text) => text !== ''))
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.integer({ min: 1, max: 9 }),
      async (rows, end, pieces) => {
        const write = (text: string) =>
          /["\n\r,]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text
        const content = ['a,b,c', ...rows.map((cells) => cells.map(write).join(','))].join(end)
        const { lines, problems } = await readText(content, {
          given: { delimiter: ',', quote: '"', header: true, format: 'csv', emptyCells: 'text' },
          pieces,
        })
        expect(problems).toEqual([])
        expect(lines.map((line) => Object.values(JSON.parse(line)))).toEqual(rows)
      },
    ),
    { numRuns: 200 },
  )
})
