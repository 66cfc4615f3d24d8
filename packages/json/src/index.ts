export { ExactNumber, type JsonObject, type JsonValue } from './json-value.ts'
