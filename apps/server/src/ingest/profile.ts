import { ExactNumber, type JsonObject, type JsonValue, print } from '@sluice/json'
import type { Attribute, AttributeType } from '@sluice/schema'
import { AppError } from '../errors.ts'
import type { StoredProfile } from '../store/tables/nexsets.ts'
import { AttributeCounter } from './attribute-counter.ts'
import { hashText } from './distinct-sketch.ts'
import type { IngestLimits } from './limits.ts'
import { typeOfString } from './text-type.ts'

/** What the attributes of some records are like, in order of first appearance. */
export class Profile {
  readonly #counters: Map<string, AttributeCounter>
  readonly #limits: Pick<IngestLimits, 'fileAttributes' | 'recordAttributes' | 'attributeNameLength'>

  constructor(
    limits: Pick<IngestLimits, 'fileAttributes' | 'recordAttributes' | 'attributeNameLength'>,
    stored: readonly StoredProfile[] = [],
  ) {
    this.#limits = limits
    this.#counters = new Map(stored.map((profile) => [profile.name, new AttributeCounter(profile.name, profile)]))
  }

  get counters(): readonly AttributeCounter[] {
    return [...this.#counters.values()]
  }

  get attributes(): Attribute[] {
    return this.counters.map(({ name, type }) => ({ name, type }))
  }

  /** The counter of a new attribute. Throws when its name or its number is out of bounds. */
  open(name: string, line?: number): AttributeCounter {
    checkAttributeName(name, this.#limits, line)
    if (this.#counters.size >= this.#limits.fileAttributes) {
      throw tooManyAttributes(
        `There are more than ${this.#limits.fileAttributes} attributes.`,
        line,
        this.#limits.fileAttributes,
      )
    }
    const counter = new AttributeCounter(name)
    this.#counters.set(name, counter)
    return counter
  }

  /** Counts a record's values. Throws when it has too many attributes, or one with a name out of bounds. */
  add(record: JsonObject, line?: number): void {
    const names = Object.keys(record)
    checkRecordAttributes(names.length, this.#limits, line)
    for (const name of names) countValue(this.#counters.get(name) ?? this.open(name, line), record[name] ?? null)
  }

  /** Counts a record as {@link add}, but leaves out attributes that are too many for one Nexset. */
  addKnown(record: JsonObject): void {
    for (const [name, value] of Object.entries(record)) {
      const counter = this.#counters.get(name)
      if (counter) countValue(counter, value)
      else if (this.#counters.size < this.#limits.fileAttributes) countValue(this.open(name), value)
    }
  }

  /** Takes over what another profile counted, as far as there is room for its attributes. */
  merge(other: Profile): void {
    for (const counter of other.counters) {
      const own = this.#counters.get(counter.name)
      if (own) own.merge(counter)
      else if (this.#counters.size < this.#limits.fileAttributes) this.#counters.set(counter.name, counter)
    }
  }

  toStored(): StoredProfile[] {
    return this.counters.map((counter) => counter.toStored())
  }
}

/** 1 to 200 characters. */
export function checkAttributeName(
  name: string,
  limits: Pick<IngestLimits, 'attributeNameLength'>,
  line?: number,
): void {
  if (name.length > 0 && name.length <= limits.attributeNameLength) return
  const which =
    name.length === 0 ? 'An attribute has no name' : `The attribute name “${name.slice(0, 40)}…” is too long`
  throw new AppError(
    'attribute_name_invalid',
    `${which}${at(line)}. Names have 1 to ${limits.attributeNameLength} characters.`,
    [],
    { line, limit: limits.attributeNameLength },
  )
}

export function checkRecordAttributes(
  count: number,
  limits: Pick<IngestLimits, 'recordAttributes'>,
  line?: number,
): void {
  if (count <= limits.recordAttributes) return
  const what = `The record${at(line)} has ${count} attributes, more than ${limits.recordAttributes}.`
  throw tooManyAttributes(what, line, limits.recordAttributes)
}

const at = (line: number | undefined) => (line === undefined ? '' : ` on line ${line}`)
const tooManyAttributes = (what: string, line: number | undefined, limit: number) =>
  new AppError('too_many_attributes', what, [], { line, limit })

function countValue(counter: AttributeCounter, value: JsonValue): void {
  if (value === null) {
    counter.nulls++
    return
  }
  counter.count(typeOf(value))
  const text = typeof value === 'string' ? value : print(value)
  counter.sketch.add(hashText(text))
  if (counter.wantsExamples) counter.addExample(text)
}

function typeOf(value: Exclude<JsonValue, null>): AttributeType {
  if (typeof value === 'string') return typeOfString(value)
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  if (ExactNumber.is(value)) return /^-?\d+$/.test(value.source) ? 'integer' : 'number'
  return Array.isArray(value) ? 'array' : 'object'
}
