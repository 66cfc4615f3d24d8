import type { Connector, Template } from '@sluice/schema'
import { describe, expect, it } from 'vitest'
import { connectors } from './index.ts'

describe.each(connectors)('$name, as any connector', (connector) => {
  const templates = connector.templates
  const kinds = connector.lookups.map(({ kind }) => kind)

  it('is plain data: it survives JSON', () => {
    expect(JSON.parse(JSON.stringify(connector))).toEqual(connector)
  })

  it('says something in every text, without markup or loose blanks', () => {
    const odd = texts(connector).filter(
      ({ text }) => text.trim() !== text || text === '' || /[<>`*]|\s\s|\]\(/.test(text),
    )
    expect(odd).toEqual([])
  })

  it('names nothing twice', () => {
    const lists = [
      templates.map(({ id }) => id),
      templates.map(({ title }) => title),
      kinds,
      connector.keyLookups.map(({ id }) => id),
      [...connector.methods, ...connector.otherMethods].map(({ method }) => method),
      connector.irreversible.map(({ method, path }) => `${method} ${path}`),
      ...templates.map(({ fields }) => fields.map(({ key }) => key)),
      ...templates.map(({ hints }) => hints.map(({ attribute }) => attribute)),
    ]
    expect(lists.map(repeated)).toEqual(lists.map(() => []))
  })

  it('asks for exactly the parameters that each path holds', () => {
    const inPaths = templates.map(({ id, path }) => [id, [...path.matchAll(/\{(\w+)\}/g)].map(([, key]) => key)])
    expect(inPaths).toEqual(templates.map(({ id, params }) => [id, params.map(({ key }) => key)]))
  })

  it('points to pickers and look-ups that are there', () => {
    const named = templates.flatMap(({ params, fields, lookups = [] }) => [
      ...lookups,
      ...[...params, ...fields].flatMap(({ lookup }) => lookup ?? []),
    ])
    const repeats = templates.flatMap(({ repeat }) => (typeof repeat === 'object' ? repeat.lookup : []))
    expect(named.filter((kind) => !kinds.includes(kind))).toEqual([])
    expect(repeats.filter((lookup) => !connector.keyLookups.some(({ id }) => id === lookup))).toEqual([])
  })

  it('looks up by as many values as the natural key has', () => {
    for (const { id, repeat, naturalKey } of templates) {
      if (typeof repeat !== 'object') continue
      const params = connector.keyLookups.find((lookup) => lookup.id === repeat.lookup)?.params
      expect([id, naturalKey && 'fields' in naturalKey && naturalKey.fields.length]).toEqual([id, params?.length])
    }
  })

  it('speaks only of fields, options and templates that are there', () => {
    expect(templates.flatMap((template) => unknownNames(template, templates))).toEqual([])
  })

  it('advises only on fields that are there, with patterns that compile, and never behind advice that fits always', () => {
    for (const { id, fields, params, advice = [] } of templates) {
      const known = [...fields, ...params].map(({ key }) => key)
      expect([id, advice.flatMap(({ when }) => when.field ?? []).filter((field) => !known.includes(field))]).toEqual([
        id,
        [],
      ])
    }
    const all = [...(connector.advice ?? []), ...templates.flatMap(({ advice = [] }) => advice)]
    expect(all.filter(({ when }) => Object.keys(when).length === 0)).toEqual([])
    for (const { when } of all) expect(() => new RegExp(when.pattern ?? '')).not.toThrow()
  })

  it('gives a hint only for a name that is no field of the template itself', () => {
    const useless = templates.flatMap(({ id, fields, hints }) =>
      hints.filter(({ attribute }) => fields.some(({ key }) => key === attribute)).map((hint) => [id, hint.attribute]),
    )
    expect(useless).toEqual([])
  })

  it('has patterns that compile, are anchored, and take their own example', () => {
    for (const { key, pattern, example } of templates.flatMap(({ fields }) => fields)) {
      if (!pattern) continue
      expect([key, pattern.source]).toEqual([key, expect.stringMatching(/^\^.*\$$/)])
      expect([key, new RegExp(pattern.source).test(example ?? '')]).toEqual([key, true])
    }
    for (const { pattern } of connector.irreversibleWhen ?? []) expect(() => new RegExp(pattern)).not.toThrow()
  })

  it('gives examples that the field itself would take', () => {
    const wrong = templates.flatMap(({ fields }) =>
      fields.filter(({ type, enum: values, example }) => example !== undefined && !fits(example, type, values)),
    )
    expect(wrong).toEqual([])
  })

  it('offers the default of each option among its values', () => {
    const options = templates.flatMap((template) => template.options)
    expect(options.filter((option) => !option.values.some(({ value }) => value === option.default))).toEqual([])
  })

  it('marks on the connector too what a template calls irreversible, so that Advanced mode meets the same guard', () => {
    const marked = templates
      .filter(({ irreversible }) => irreversible)
      .map((template) => [template.method, openPath(template.path)])
    const guarded = connector.irreversible.map(({ method, path }) => [method, openPath(path)])
    expect(guarded).toEqual(expect.arrayContaining(marked))
  })

  it('never repeats what can’t be undone and may not be safe, and says what is lost', () => {
    for (const { id, method, repeat, irreversible } of templates) {
      if (!irreversible) continue
      expect([id, repeat === 'safe']).toEqual([id, method === 'DELETE'])
      expect([id, irreversible.losses.length > 0]).toEqual([id, true])
    }
  })

  it('begins every call with its prefix and every link with https', () => {
    const paths = [
      ...templates.map(({ path }) => path),
      ...templates.flatMap(({ pointers }) => pointers.flatMap(({ advanced }) => advanced?.path ?? [])),
      ...connector.irreversible.map(({ path }) => path),
      ...connector.lookups.map(({ path }) => path),
      ...connector.keyLookups.map(({ path }) => path),
      connector.auth.check.userPath,
      connector.auth.check.teamPath,
    ]
    const links = [connector.baseUrl, connector.referenceUrl, ...templates.map(({ referenceUrl }) => referenceUrl)]
    expect(paths.filter((path) => !path.startsWith(connector.apiPrefix))).toEqual([])
    expect(links.filter((link) => new URL(link).protocol !== 'https:')).toEqual([])
  })

  it('points to Advanced calls whose method is offered and whose only macros are attributes', () => {
    const calls = templates.flatMap(({ pointers }) => pointers.flatMap(({ advanced }) => advanced ?? []))
    const methods = connector.methods.map(({ method }) => method)
    expect(calls.filter(({ method }) => !methods.includes(method))).toEqual([])
    expect(calls.filter(({ path }) => /[{}]/.test(path.replace(/\{record\.\w+\}/g, '')))).toEqual([])
  })
})

/** Every text of a value, with where it stands; patterns and example values aren't prose. */
function texts(value: unknown, at = ''): { at: string; text: string }[] {
  if (typeof value === 'string') return /\.(source|pattern|example)$/.test(at) ? [] : [{ at, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${at}.${key}`))
}

function repeated(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index)
}

function unknownNames(template: Template, templates: Connector['templates']): string[] {
  const fields = template.fields.map(({ key }) => key)
  const options = template.options.map(({ key }) => key)
  const key = template.naturalKey
  const namedFields = [
    ...template.oneOf.flat(),
    ...template.hints.flatMap(({ field }) => field ?? []),
    ...template.fields.flatMap(({ requiredBeside }) => requiredBeside ?? []),
    ...template.options
      .filter(({ requiresField }) => requiresField)
      .flatMap(({ values }) => values.map(({ value }) => value)),
    ...(key ? key.lowerCase : []),
    ...(key && 'fields' in key ? key.fields : []),
  ]
  return [
    ...namedFields.filter((name) => !fields.includes(name)),
    ...(key && 'option' in key && !options.includes(key.option) ? [key.option] : []),
    ...template.pointers.flatMap(({ template: id }) => (id && !templates.some((other) => other.id === id) ? id : [])),
  ]
}

function fits(
  example: string,
  type: Template['fields'][number]['type'],
  values: readonly string[] | undefined,
): boolean {
  switch (type) {
    case 'string':
      return values === undefined || values.includes(example)
    case 'integer':
      return /^[1-9]\d*$/.test(example)
    case 'boolean':
      return example === 'true' || example === 'false'
    case 'date-time':
      return !Number.isNaN(Date.parse(example))
    case 'object':
      return example.startsWith('{') && JSON.parse(example) !== null
    case 'string[]':
    case 'integer[]':
    case 'object[]':
      return Array.isArray(JSON.parse(example))
    default: {
      const unhandled: never = type
      return unhandled
    }
  }
}

/** A path with its parameters' names left out, so that two ways of naming them compare. */
function openPath(path: string): string {
  return path.replace(/\{\w+\}/g, '{}')
}
