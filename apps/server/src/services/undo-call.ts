import type { Connector, RequestConfig } from '@sluice/schema'
import { readJson, textOf, valueAt } from '../sending/json-at.ts'
import type { UndoCall } from '../store/test-sends.ts'

/** How to remove what a call has made: only when its template can say, and the answer says that it was made. */
export function undoCall(
  connector: Connector,
  baseUrl: string,
  request: RequestConfig,
  made: { readonly id: string | null; readonly answer: string },
): UndoCall | null {
  if (request.mode !== 'template' || made.id === null || !/^[1-9]\d{0,18}$/.test(made.id)) return null
  const undo = connector.templates.find(({ id }) => id === request.template)?.undo
  if (!undo || (undo.when && textOf(valueAt(readJson(made.answer), undo.when.at)) !== undo.when.is)) return null
  return { method: 'DELETE', url: `${baseUrl}${undo.path.replace('{id}', made.id)}` }
}
