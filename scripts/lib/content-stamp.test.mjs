import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { contentStamp } from './content-stamp.mjs'

let root = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-stamp-'))
  await mkdir(join(root, 'src/deep'), { recursive: true })
  await writeFile(join(root, 'package.json'), '{}')
  await writeFile(join(root, 'src/deep/a.ts'), 'a')
})
afterEach(() => rm(root, { recursive: true }))

const stamp = (options = {}) =>
  contentStamp({
    stampFile: join(root, '.stamp'),
    root,
    inputs: ['package.json', 'src', 'not-there'],
    skip: [/^dist$/],
    ...options,
  })

it('is not current before it was written, and is afterwards', () => {
  expect(stamp().isCurrent()).toBe(false)
  stamp().write()
  expect(stamp().isCurrent()).toBe(true)
})

it('stays current when only times, or what is left out, change', async () => {
  stamp().write()
  await utimes(join(root, 'src/deep/a.ts'), 0, 0)
  await mkdir(join(root, 'src/dist'))
  await writeFile(join(root, 'src/dist/out.js'), 'x')
  expect(stamp().isCurrent()).toBe(true)
})

it.each([
  ['a file changes', () => writeFile(join(root, 'src/deep/a.ts'), 'b')],
  ['a file is added', () => writeFile(join(root, 'src/b.ts'), '')],
  ['a file goes', () => rm(join(root, 'package.json'))],
  ['a file is renamed', () => rename(join(root, 'src/deep/a.ts'), join(root, 'src/deep/b.ts'))],
  ['a file that wasn’t there comes', () => writeFile(join(root, 'not-there'), '')],
])('is no longer current when %s', async (_name, change) => {
  stamp().write()
  await change()
  expect(stamp().isCurrent()).toBe(false)
})

it('is no longer current on another machine', () => {
  stamp({ salt: 'linux x64' }).write()
  expect(stamp({ salt: 'darwin arm64' }).isCurrent()).toBe(false)
})

it('counts what was there when the work began, not when it ended', async () => {
  const begun = stamp()
  await writeFile(join(root, 'src/deep/a.ts'), 'changed meanwhile')
  begun.write()
  expect(stamp().isCurrent()).toBe(false)
})
