import type { BudgetKey } from '../rate-budget.ts'

/** One thing for each budget, made when it is first asked for. Whoever asks with the same key object needn't be named again. */
export class ByBudget<Value extends object> {
  readonly #byName = new Map<string, Value>()
  readonly #byKey = new WeakMap<BudgetKey, Value>()
  readonly #make: (key: BudgetKey) => Value

  constructor(make: (key: BudgetKey) => Value) {
    this.#make = make
  }

  get all(): Iterable<Value> {
    return this.#byName.values()
  }

  of(key: BudgetKey): Value {
    const known = this.#byKey.get(key)
    if (known) return known
    const name = `${key.connector} ${key.team}`
    const value = this.#byName.get(name) ?? this.#make(key)
    this.#byName.set(name, value)
    this.#byKey.set(key, value)
    return value
  }
}
