import { QueryClient } from '@tanstack/react-query'
import { ApiError } from '../lib/api-error.ts'

const mostTries = 3

/** Whether asking again may help: the server didn't answer, or said that it can't now. */
const mayPass = (error: Error) =>
  error instanceof ApiError && (error.problem.status === 0 || error.problem.status === 503)

/** What the app knows of the server. Data stays a while as it is; events and changes renew it before. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (failures, error) => failures < mostTries - 1 && mayPass(error) },
  },
})
