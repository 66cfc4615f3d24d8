import { salesloft } from '@sluice/connectors'
import { expect, it } from 'vitest'
import { newForm } from '../form/new-form.ts'
import { dropDraft, keepDraft, readDraft } from './draft.ts'

it('gives a draft back as it was, mapping and all', () => {
  const storage = memory()
  const form = newForm(salesloft, salesloft.baseUrl, 'Target accounts')
  form.template.fields = [{ field: 'owner_id', from: 'value', json: '12345678901234567890.10', whenEmpty: 'omit' }]
  const draft = { savedAt: '2026-11-24T10:42:00Z', connector: 'salesloft', credentialId: 'c1', form, version: null }
  const isKept = keepDraft({ nexset: 'n1' }, draft, storage)
  const back = readDraft({ nexset: 'n1' }, storage)
  expect({ isKept, back }).toEqual({ isKept: true, back: draft })
})

it('keeps a draft for each Nexset and destination, until it is dropped', () => {
  const storage = memory()
  const draft = { savedAt: '2026-11-24T10:42:00Z', connector: 'salesloft', credentialId: null, form: null, version: 3 }
  keepDraft({ destination: 'd1' }, draft, storage)
  const others = [readDraft({ nexset: 'd1' }, storage), readDraft({ destination: 'd2' }, storage)]
  dropDraft({ destination: 'd1' }, storage)
  expect([...others, readDraft({ destination: 'd1' }, storage)]).toEqual([null, null, null])
})

it('ignores what it can’t read, and says when the browser keeps nothing', () => {
  const storage = memory()
  storage.setItem('sluice.draft.nexset.n1', '{"savedAt":')
  storage.setItem('sluice.draft.nexset.n2', '{"savedAt":"2026-11-24T10:42:00Z","form":{"mode":"other"}}')
  const full = {
    ...storage,
    setItem: () => {
      throw new Error('QuotaExceededError')
    },
  }
  const draft = { savedAt: '', connector: null, credentialId: null, form: null, version: null }
  expect([
    readDraft({ nexset: 'n1' }, storage),
    readDraft({ nexset: 'n2' }, storage),
    keepDraft({ nexset: 'n3' }, draft, full),
  ]).toEqual([null, null, false])
})

function memory(): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  }
}
