import type { Advice, Connector, RequestConfig } from '@sluice/schema'
import type { StoredErrorGroup } from '../../store/error-groups.ts'

type Cause = Pick<StoredErrorGroup, 'outcome' | 'code' | 'reason' | 'status' | 'problems' | 'fieldErrors'>

/** What to do about a cause, from the template's table, else from the connector's; null when neither knows. */
export function adviceFor(connector: Connector, request: RequestConfig, cause: Cause): string | null {
  const template =
    request.mode === 'template' ? connector.templates.find(({ id }) => id === request.template) : undefined
  const known = [...(template?.advice ?? []), ...(connector.advice ?? [])]
  return known.find(({ when }) => fits(when, cause))?.says ?? null
}

function fits(when: Advice['when'], { outcome, code, reason, status, problems, fieldErrors }: Cause): boolean {
  const codes = [code, ...problems.map((problem) => problem.code)]
  const fields = [...fieldErrors.map(({ field }) => field), ...problems.flatMap(({ attribute }) => attribute ?? [])]
  return (
    (when.outcome === undefined || when.outcome === outcome) &&
    (when.status === undefined || when.status === status) &&
    (when.code === undefined || codes.includes(when.code)) &&
    (when.field === undefined || fields.includes(when.field)) &&
    (when.pattern === undefined || new RegExp(when.pattern).test(reason.toLowerCase()))
  )
}
