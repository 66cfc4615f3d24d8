import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readText, refusalOf } from '../../test/read-text.ts'

const records = (lines: readonly string[]) => lines.map((line) => JSON.parse(line))
const be = (text: string) => Buffer.from(text, 'utf16le').swap16()

describe('encodings', () => {
  const content = 'name;stadt\nMüller;Köln 😀\n'
  const expected = [{ name: 'Müller', stadt: 'Köln 😀' }]
  it.each([
    ['UTF-8', Buffer.from(content), 'utf-8', undefined],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${content}`), 'utf-8', undefined],
    ['UTF-16LE with its mark', Buffer.from(`\ufeff${content}`, 'utf16le'), 'utf-16le', undefined],
    ['UTF-16BE with its mark', be(`\ufeff${content}`), 'utf-16be', undefined],
    ['UTF-16LE when told', Buffer.from(content, 'utf16le'), 'utf-16le', 'utf-16le'],
    ['UTF-16BE when told', be(content), 'utf-16be', 'utf-16be'],
  ] as const)('%s, in pieces of any size', async (_what, bytes, encoding, told) => {
    for (const pieces of [1, 3, 4, 65_536]) {
      const { lines, file } = await readText(bytes, { pieces, given: { encoding: told } })
      expect([records(lines), file.options.encoding]).toEqual([expected, encoding])
    }
  })

  it('Windows-1252 when told, each of its letters', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\n'),
      Buffer.from([0x80, 0x8a, 0x9f, 0xa0, 0xfc, 0xff]),
      Buffer.from(',€?\n', 'latin1'),
    ])
    const { lines } = await readText(bytes, { given: { encoding: 'windows-1252', header: true } })
    expect(records(lines)).toEqual([{ a: '€ŠŸ\u00a0üÿ', b: '¬?' }])
  })

  it.each([
    ['a byte that is none', Buffer.from('a,b\nM\xfcller,1\n', 'latin1'), 5],
    ['a letter that breaks off at the end', Buffer.from('a,b\nx,é').subarray(0, -1), 6],
    ['a surrogate', Buffer.concat([Buffer.from('a,b\n'), Buffer.from('eda080', 'hex'), Buffer.from(',1\n')]), 4],
  ])('refuses %s, with its place', async (_what, bytes, at) => {
    for (const pieces of [1, 2, 65_536])
      expect(await refusalOf(bytes, { pieces })).toMatchObject({ code: 'encoding_invalid', at })
  })

  it('refuses half a character of UTF-16, with its place', async () => {
    const bytes = Buffer.from('\ufeffa,b\nx\ud800y,1\n', 'utf16le')
    for (const pieces of [1, 65_536])
      expect(await refusalOf(bytes, { pieces })).toMatchObject({ code: 'encoding_invalid', at: 12 })
  })
})

describe('kinds of files', () => {
  it.each([
    ['a zip', Buffer.from('PK\x03\x04xxxx')],
    ['Parquet', Buffer.from('PAR1xxxx')],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['gzip in gzip', gzipSync(gzipSync('a,b\n1,2\n'))],
    ['a program', Buffer.from('\x7fELF\x00\x00')],
  ])('refuses %s by its content', async (_what, bytes) => {
    expect(await refusalOf(bytes)).toMatchObject({ code: 'file_type_unsupported' })
  })

  it('refuses what unpacks to more than allowed, absolutely and for its packed size', async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000, 'a,b\n'))
    expect(await refusalOf(bomb, { limits: { unpackedBytes: 500_000 } })).toMatchObject({ code: 'unpacked_too_large' })
    expect(await refusalOf(bomb, { limits: { freelyUnpackedBytes: 300_000 } })).toMatchObject({
      code: 'unpacked_too_large',
    })
    expect((await readText(bomb)).lines.length).toBeGreaterThan(200_000)
  })
})

describe('guesses', () => {
  it.each([
    ['commas', 'a,b\n1,x;y;z\n2,z\n', { format: 'csv', delimiter: ',', header: true }],
    ['semicolons', 'a;b\n1,5;x\n2,5;z\n', { format: 'csv', delimiter: ';' }],
    ['tabs', 'a\tb\n1\tx, y\n', { format: 'tsv', delimiter: '\t' }],
    ['bars', 'a|b\n1|x, y\n', { format: 'csv', delimiter: '|' }],
    ['one column', 'name\nAda\nBob\n', { format: 'csv', delimiter: ',', header: true }],
    ['single quotes', "a,b\n'x, y',1\n'z',2\n", { quote: "'" }],
    ['an apostrophe that begins a name', "a,b\n't Hooft,1\n's Graven,2\n", { quote: '"' }],
    ['no head where the first row holds values', 'Ada,12\nBob,13\n', { header: false }],
    ['no head where it holds an e-mail address', 'Ada,ada@x.example\nBob,bob@x.example\n', { header: false }],
    ['NDJSON', '{"a":1}\n{"a":2}\n', { format: 'ndjson' }],
    ['NDJSON of one record', '{"a":[1],"b":{"c":2}}', { format: 'ndjson' }],
    ['NDJSON with a bad first line', '{"a":\n{"a":2}\n', { format: 'ndjson' }],
    ['a JSON array', ' [\n {"a":1}]', { format: 'json' }],
    ['JSON with the array inside', '{"data":[{"a":1}],"next":null}', { format: 'json' }],
    ['JSON with a record a line inside', '{"data":[{"a":1},\n{"a":2},\n{"a":3}]}', { format: 'json' }],
    ['pretty JSON with the array inside', '{\n "data": [{"a":1}]\n}', { format: 'json' }],
    ['a head in brackets', '[id],[name]\n1,x\n', { format: 'csv' }],
  ])('%s', async (_what, content, options) => {
    const { file } = await readText(content)
    expect(file.options).toMatchObject(options)
  })

  it('leave alone what is told', async () => {
    const { file, lines } = await readText('1;2\n3;4\n', { given: { delimiter: ';', header: false } })
    expect([file.guessed, lines]).toEqual([
      ['format', 'quote', 'encoding'],
      ['{"column_1":"1","column_2":"2"}', '{"column_1":"3","column_2":"4"}'],
    ])
  })
})

describe('NDJSON', () => {
  it('keeps lines as they stand, and tells of bad ones', async () => {
    const { lines, begins, problems } = await readText(
      ' {"id": 12345678901234567890, "v":1.10}\r\n\n{"a":\n[1]\n{"a":{"b":[1,{"c":null}]}}',
      { given: { format: 'ndjson' } },
    )
    expect([lines, begins]).toEqual([
      ['{"id": 12345678901234567890, "v":1.10}', '{"a":{"b":[1,{"c":null}]}}'],
      [1, 5],
    ])
    expect(problems.map(({ line, code, raw }) => ({ line, code, raw }))).toEqual([
      { line: 3, code: 'json_invalid', raw: '{"a":' },
      { line: 4, code: 'record_not_object', raw: '[1]' },
    ])
  })

  it.each([
    ['nested too deep', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 'json_too_deep', 2],
    ['with a number too long', `{"a":${'1'.repeat(1001)}}`, 'number_too_long', 2],
    ['with an empty name', '{"":1}', 'attribute_name_invalid', 2],
    [
      'with 501 attributes',
      JSON.stringify(Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`a${at}`, 1]))),
      'too_many_attributes',
      2,
    ],
  ])('refuses a file with a record %s', async (_what, line, code, at) => {
    expect(await refusalOf(`{"a":1}\n${line}\n`, { given: { format: 'ndjson' } })).toMatchObject({ code, line: at })
  })

  it('leaves out a record that is too large, and refuses a line without an end', async () => {
    const large = `{"a":"${'x'.repeat(100)}"}`
    const limits = { recordBytes: 50, lineBytes: 1000 }
    const { lines, problems } = await readText(`{"a":1}\n${large}\n`, { limits })
    expect([lines.length, problems[0]?.code]).toEqual([1, 'record_too_large'])
    expect(await refusalOf(`{"a":1}\n${'x'.repeat(1001)}`, { limits, pieces: 10 })).toMatchObject({
      code: 'record_too_large',
      line: 2,
    })
  })
})

describe('JSON', () => {
  it.each([
    ['an array', '[{"a":1},\n {"a":"]},{"}]', ['{"a":1}', '{"a":"]},{"}'], [1, 2]],
    [
      'one array inside objects',
      '{"meta":{"tags":["x","y"],"none":[]},"result":{"items":[{"a":1.10},{"a":[{"b":2}]}],"next":"…"}}',
      ['{"a":1.10}', '{"a":[{"b":2}]}'],
      [1, 1],
    ],
    [
      'items over several lines',
      '[\n{\n "a": 12345678901234567890\n},\n{"b":2}\n]\n',
      ['{"a":12345678901234567890}', '{"b":2}'],
      [2, 5],
    ],
  ])('%s, in pieces of any size', async (_what, content, expected, expectedLines) => {
    for (const pieces of [1, 2, 7, 65_536]) {
      const { lines, begins, problems } = await readText(content, { pieces, given: { format: 'json' } })
      expect({ lines, begins, problems }).toEqual({ lines: expected, begins: expectedLines, problems: [] })
    }
  })

  it('tells of items that are no objects, with their line', async () => {
    const { lines, problems } = await readText('[{"a":1},\n2,\n"x"]')
    expect(lines).toEqual(['{"a":1}'])
    expect(problems.map(({ line, code, raw }) => [line, code, raw])).toEqual([
      [2, 'record_not_object', '2'],
      [3, 'record_not_object', '"x"'],
    ])
  })

  it.each([
    ['an item that is no JSON', '[{"a":1},{"a"}]', 'json_invalid'],
    ['a comma too many', '[{"a":1},]', 'json_invalid'],
    ['no comma', '[{"a":1}{"a":2}]', 'json_invalid'],
    ['no end', '[{"a":1},{"a":2}', 'json_invalid'],
    ['something behind the end', '[{"a":1}] x', 'json_invalid'],
    ['a frame that is no JSON', '{"a" [{"a":1}]}', 'json_invalid'],
    ['an empty array', '[]', 'file_empty'],
    ['no array', '{"a":{"b":1}}', 'json_array_missing'],
    ['two arrays of objects', '{"a":[{"a":1}],"b":[{"b":1}]}', 'json_array_ambiguous'],
  ])('refuses %s', async (_what, content, code) => {
    for (const pieces of [1, 65_536])
      expect(await refusalOf(content, { pieces, given: { format: 'json' } })).toMatchObject({ code })
  })

  it('reads any array of objects as JSON.parse does', async () => {
    const item = fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(item, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(0, 2),
        async (items, pieces, indent) => {
          const { lines } = await readText(JSON.stringify({ list: items }, null, indent), {
            pieces,
            given: { format: 'json' },
          })
          expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(items)))
        },
      ),
    )
  })
})
