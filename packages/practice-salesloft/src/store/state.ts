import { isObject, type Json, type JsonObject, numberOf, parseJson } from './json.ts'
import { type Row, Table } from './table.ts'
import { isTableName, type TableName, tables } from './tables.ts'

export type Change = { table: TableName; id: number; kind: 'created' | 'updated' | 'deleted' }

/** A journal line is `[seq, [[table, id, row or null], …]]`: what one request (or one stretch of a bulk job) changed. */
type JournalChange = [TableName, number, Row | null]

/**
 * All data of Practice Salesloft in memory. What a handler changes is collected until `takeChanges`,
 * so that the changes of one request reach the journal as one line: all of them or none.
 */
export class State {
  readonly #tables = new Map<TableName, Table>()
  #changes: Change[] = []

  constructor() {
    for (const name of Object.keys(tables)) if (isTableName(name)) this.#tables.set(name, new Table(tables[name]))
  }

  table(name: TableName): Table {
    const table = this.#tables.get(name)
    if (!table) throw new Error(`There is no table ${name}.`)
    return table
  }

  get(name: TableName, id: number): Row | undefined {
    return this.table(name).rows.get(id)
  }

  /** Adds a row under the next id. */
  insert(name: TableName, fields: JsonObject): Row {
    const row: Row = { id: this.table(name).lastId + 1, ...fields }
    this.put(name, row)
    return row
  }

  /** Stores the row in place of the one with the same id, if there is one. */
  put(name: TableName, row: Row): Row {
    const table = this.table(name)
    this.#changes.push({ table: name, id: row.id, kind: table.rows.has(row.id) ? 'updated' : 'created' })
    table.put(row)
    return row
  }

  remove(name: TableName, id: number): void {
    const table = this.table(name)
    if (!table.rows.has(id)) return
    this.#changes.push({ table: name, id, kind: 'deleted' })
    table.remove(id)
  }

  /** What changed since the last call. */
  takeChanges(): Change[] {
    const changes = this.#changes
    if (changes.length > 0) this.#changes = []
    return changes
  }

  clear(): void {
    this.#changes = []
    for (const table of this.#tables.values()) table.clear()
  }

  toJournalLine(seq: number, changes: readonly Change[]): string {
    const written = new Map<string, JournalChange>()
    for (const { table, id } of changes) written.set(`${table}/${id}`, [table, id, this.get(table, id) ?? null])
    return JSON.stringify([seq, [...written.values()]])
  }

  /** Applies a journal line as `toJournalLine` wrote it, unless it belongs to a request later than `lastSeq`. */
  applyJournalLine(line: string, lastSeq: number): boolean {
    const parsed = parseJson(line)
    const [seq, changes] = Array.isArray(parsed) ? parsed : []
    if (typeof seq !== 'number' || !Array.isArray(changes)) throw new Error('A line of the journal can’t be read.')
    if (seq > lastSeq) return false
    for (const change of changes) this.#apply(change)
    return true
  }

  #apply(change: Json): void {
    const [name, id, row] = Array.isArray(change) ? change : []
    if (typeof name !== 'string' || !isTableName(name) || typeof id !== 'number') return
    const table = this.table(name)
    if (isObject(row)) table.put({ ...row, id: numberOf(row.id) ?? id })
    else table.remove(id)
    if (id > table.lastId) table.lastId = id
  }
}
