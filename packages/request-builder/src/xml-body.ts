import { isJsonObject, type JsonValue } from '@sluice/json'
import type { Draft } from './attribute-path.ts'
import { scalarText } from './values.ts'
import { xmlName } from './xml-name.ts'

/** A record as XML 1.0. `dropsCharacters` says that it held characters which XML forbids. */
export function xmlBody(record: Draft): { text: string; dropsCharacters: boolean } {
  const writer = { dropsCharacters: false }
  const text = `<?xml version="1.0" encoding="UTF-8"?>${element('record', children(record, writer))}`
  return { text, dropsCharacters: writer.dropsCharacters }
}

type Writer = { dropsCharacters: boolean }

function element(name: string, content: string): string {
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`
}

function children(object: Draft, writer: Writer): string {
  let text = ''
  for (const key of Object.keys(object)) {
    const value = object[key]
    if (value !== undefined) text += element(xmlName(key), content(value, writer))
  }
  return text
}

function content(value: JsonValue, writer: Writer): string {
  if (Array.isArray(value)) return value.map((item) => element('item', content(item, writer))).join('')
  if (isJsonObject(value)) return children(value, writer)
  return escaped(scalarText(value) ?? '', writer)
}

const allowed = String.raw`\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}`
const forbidden = new RegExp(`[^${allowed}]`, 'gu')
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

function escaped(text: string, writer: Writer): string {
  const kept = text.replace(forbidden, '')
  if (kept !== text) writer.dropsCharacters = true
  return kept.replace(/[&<>\r]/g, (character) => entities[character] ?? character)
}
