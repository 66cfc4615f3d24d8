/** Every limit that `compile` and `build` keep; a value at the limit is still allowed. */
export const limits = {
  /** Characters of an Advanced URL as typed. */
  urlTyped: 2_048,
  /** Characters of a URL with its macros filled in. */
  urlFilled: 4_096,
  /** Macros in one text. */
  macros: 50,
  headers: 50,
  headerName: 128,
  /** Characters of a header's value, before and after its macros are filled in. */
  headerValue: 4_096,
  /** Characters of all names and values together. */
  headersTotal: 16_384,
  exclusions: 500,
  mappings: 500,
  batchSize: 5_000,
  /** Batch size unless changed. */
  batchSizeDefault: 100,
  /** Batches with different targets that are gathered at once. */
  openTargets: 64,
  bodyBytes: 5_000_000,
  /** Digits of a number made from text. */
  digits: 1_000,
} as const
