import { isJsonObject, type JsonValue, parse, print } from '@sluice/json'
import type { BuiltRequest, Connector, RequestConfigInput } from '@sluice/schema'
import { scalarText } from '../values.ts'

type Edited = Pick<BuiltRequest, 'body' | 'keys'>

/**
 * A request with the body that a person has edited in its place. A key that the body holds is read from it anew, so
 * that what is confirmed is what will be touched. `body` is valid in its format.
 */
export function withEditedBody<Request extends Edited>(
  connector: Pick<Connector, 'templates'>,
  config: RequestConfigInput,
  request: Request,
  body: string,
): Request {
  const template = config.mode === 'template' ? connector.templates.find(({ id }) => id === config.template) : undefined
  const fields = template?.naturalKey && 'fields' in template.naturalKey ? template.naturalKey.fields : []
  const [field, ...others] = fields
  if (field === undefined || others.length > 0 || request.keys.length !== 1) return { ...request, body }
  const value = valueIn(body, field)
  return value === undefined ? { ...request, body } : { ...request, body, keys: [scalarText(value) ?? print(value)] }
}

function valueIn(body: string, field: string): JsonValue | undefined {
  try {
    const value = parse(body)
    return isJsonObject(value) && Object.hasOwn(value, field) ? value[field] : undefined
  } catch {
    return undefined
  }
}
