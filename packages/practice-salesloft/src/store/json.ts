export type Json = string | number | boolean | null | Json[] | JsonObject
export type JsonObject = { [name: string]: Json }

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined)

export const numberOf = (value: Json | undefined): number | undefined => (typeof value === 'number' ? value : undefined)

/** Parses JSON text. Throws a SyntaxError where it isn't JSON. */
export const parseJson = (text: string): Json => JSON.parse(text)
