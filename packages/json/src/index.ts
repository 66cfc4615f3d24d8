export { JsonError } from './json-error.ts'
export { ExactNumber, isJsonObject, type JsonObject, type JsonValue, numberOf } from './json-value.ts'
export { parse } from './parse.ts'
export { print, printPretty } from './print.ts'
