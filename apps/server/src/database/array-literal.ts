/**
 * Arrays as Postgres reads them from a text (its manual, "Array Value Input Syntax"). The driver takes arrays too, and
 * spends two regular expressions on every element, be it a number.
 */
export const numberArray = (numbers: readonly number[]): string => `{${numbers.join(',')}}`

export const textArray = (texts: readonly (string | null)[]): string => `{${texts.map(element).join(',')}}`

const special = /["\\]/

const element = (text: string | null): string =>
  text === null ? 'NULL' : `"${special.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`
