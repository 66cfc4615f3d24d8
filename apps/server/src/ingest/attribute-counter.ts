import type { AttributeType } from '@sluice/schema'
import type { StoredProfile } from '../store/tables/nexsets.ts'
import { DistinctSketch } from './distinct-sketch.ts'

const mostExamples = 5
const exampleLength = 200
/** Examples are looked for among so many values, no longer. */
const exampleTries = 1_000

/** Counts what the values of one attribute are. Counters of the same attribute can be merged, and be kept between. */
export class AttributeCounter {
  readonly name: string
  readonly sketch: DistinctSketch
  nulls: number
  readonly #types: Map<AttributeType, number>
  readonly #examples: string[]
  #tries = 0

  constructor(name: string, stored?: StoredProfile) {
    this.name = name
    this.sketch = new DistinctSketch(stored?.sketch)
    this.nulls = stored?.nulls ?? 0
    this.#types = new Map(stored ? typeEntries(stored.types) : [])
    this.#examples = [...(stored?.examples ?? [])]
    this.wantsExamples = this.#examples.length < mostExamples
  }

  /** Whether {@link addExample} is still of use. */
  wantsExamples: boolean

  addExample(text: string): void {
    const example = text.length > exampleLength ? `${text.slice(0, exampleLength)}…` : text
    if (!this.#examples.includes(example)) this.#examples.push(example)
    this.wantsExamples = this.#examples.length < mostExamples && ++this.#tries < exampleTries
  }

  count(type: AttributeType, values = 1): void {
    this.#types.set(type, (this.#types.get(type) ?? 0) + values)
  }

  /** All values are read as this type. */
  readAs(type: AttributeType): void {
    const values = this.filled
    this.#types.clear()
    if (values > 0) this.#types.set(type, values)
  }

  /** How many values there are that aren't null. */
  get filled(): number {
    return this.#types.values().reduce((sum, values) => sum + values, 0)
  }

  get examples(): readonly string[] {
    return this.#examples
  }

  /** What the values have in common. */
  get type(): AttributeType {
    return (
      [...this.#types.keys()].reduce<AttributeType | undefined>(
        (common, type) => (common === undefined ? type : joinTypes(common, type)),
        undefined,
      ) ?? 'string'
    )
  }

  merge(other: AttributeCounter): void {
    for (const [type, values] of other.#types) this.count(type, values)
    this.nulls += other.nulls
    this.sketch.merge(other.sketch)
    for (const example of other.#examples) if (this.wantsExamples) this.addExample(example)
  }

  toStored(): StoredProfile {
    const types = Object.fromEntries(this.#types)
    return { name: this.name, types, nulls: this.nulls, sketch: this.sketch.toString(), examples: this.#examples }
  }
}

/** What values of both types have in common. */
function joinTypes(one: AttributeType, other: AttributeType): AttributeType {
  if (one === other) return one
  if (numbers.has(one) && numbers.has(other)) return 'number'
  return texts.has(one) && texts.has(other) ? 'string' : 'mixed'
}

const numbers = new Set<AttributeType>(['integer', 'number'])
const texts = new Set<AttributeType>(['string', 'date', 'date-time'])

function typeEntries(types: StoredProfile['types']): [AttributeType, number][] {
  return AttributeTypes.flatMap((type) => {
    const values = types[type]
    return values === undefined ? [] : [[type, values]]
  })
}

const AttributeTypes: readonly AttributeType[] = [
  'string',
  'integer',
  'number',
  'boolean',
  'date',
  'date-time',
  'object',
  'array',
  'mixed',
]
