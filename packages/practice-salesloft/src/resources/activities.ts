import { invalid } from '../api/api-error.ts'
import type { Call, Result, Route } from '../api/route.ts'
import type { Row } from '../store/table.ts'
import { openAction } from './actions.ts'
import { completeAction } from './cadence-steps.ts'
import { completeTask, openTask } from './tasks.ts'

/** Completes an open action or task of type `integration`; the same one never twice. */
function createActivity(call: Call): Result {
  const action = openAction(call, 'action_id')
  const task = openTask(call, 'task_id')
  if (!action && !task) throw invalid({ action_id: ['or task_id is required'] })
  if (action) mustBeIntegration('action_id', action.type)
  if (task) mustBeIntegration('task_id', task.task_type)
  if (action) completeAction(call, action)
  if (task) completeTask(call, task)
  return { data: { updated_at: call.now } }
}

function mustBeIntegration(name: string, type: Row[string] | undefined): void {
  if (type !== 'integration') throw invalid({ [name]: [`must be of type integration, not ${type}`] })
}

export const activityRoutes: Route[] = [
  { method: 'POST', path: '/v2/activities', scope: 'activities:write', handle: createActivity },
]
