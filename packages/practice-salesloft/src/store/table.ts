import type { Json } from './json.ts'

/** One record as Practice Salesloft keeps it: fields as they are written (`owner_id`), absent where they have no value. */
export type Row = { id: number; [field: string]: Json }

export type IndexKey = string | number
export type Indexes = Readonly<Record<string, (row: Row) => IndexKey | undefined>>

type Index = { keyOf: (row: Row) => IndexKey | undefined; ids: Map<IndexKey, number | Set<number>> }

/** The rows of one resource in memory, with the indexes that its look-ups need. */
export class Table {
  readonly rows = new Map<number, Row>()
  /** The highest id ever given out; an id up to it that has no row belonged to a record since deleted. */
  lastId = 0
  readonly #indexes = new Map<string, Index>()

  constructor(indexes: Indexes) {
    for (const [name, keyOf] of Object.entries(indexes)) this.#indexes.set(name, { keyOf, ids: new Map() })
  }

  put(row: Row): void {
    const before = this.rows.get(row.id)
    for (const index of this.#indexes.values()) {
      const key = index.keyOf(row)
      const keyBefore = before && index.keyOf(before)
      if (key === keyBefore) continue
      if (keyBefore !== undefined) forget(index, keyBefore, row.id)
      if (key !== undefined) remember(index, key, row.id)
    }
    this.rows.set(row.id, row)
    if (row.id > this.lastId) this.lastId = row.id
  }

  remove(id: number): void {
    const row = this.rows.get(id)
    if (!row) return
    for (const index of this.#indexes.values()) {
      const key = index.keyOf(row)
      if (key !== undefined) forget(index, key, id)
    }
    this.rows.delete(id)
  }

  /** All rows that have this key in the named index. */
  find(indexName: string, key: IndexKey): Row[] {
    const ids = this.#indexes.get(indexName)?.ids.get(key)
    if (ids === undefined) return []
    const found = []
    for (const id of typeof ids === 'number' ? [ids] : ids) {
      const row = this.rows.get(id)
      if (row) found.push(row)
    }
    return found
  }

  count(indexName: string, key: IndexKey): number {
    const ids = this.#indexes.get(indexName)?.ids.get(key)
    if (ids === undefined) return 0
    return typeof ids === 'number' ? 1 : ids.size
  }

  clear(): void {
    this.rows.clear()
    this.lastId = 0
    for (const index of this.#indexes.values()) index.ids.clear()
  }
}

function remember(index: Index, key: IndexKey, id: number): void {
  const ids = index.ids.get(key)
  if (ids === undefined) index.ids.set(key, id)
  else if (typeof ids === 'number') index.ids.set(key, new Set([ids, id]))
  else ids.add(id)
}

function forget(index: Index, key: IndexKey, id: number): void {
  const ids = index.ids.get(key)
  if (ids === id) index.ids.delete(key)
  else if (ids instanceof Set) {
    ids.delete(id)
    if (ids.size === 0) index.ids.delete(key)
  }
}
