/** What `map` makes of each item, in order, up to `ahead` of them being made at once. */
export async function* mapAhead<Item, Result>(
  items: AsyncIterable<Item>,
  ahead: number,
  map: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void> {
  const waiting: Promise<Result>[] = []
  for await (const item of items) {
    const result = map(item)
    // Awaited below; until then its failure is no one's.
    result.catch(() => {})
    waiting.push(result)
    if (waiting.length < ahead) continue
    const next = waiting.shift()
    if (next) yield await next
  }
  for (const result of waiting) yield await result
}
