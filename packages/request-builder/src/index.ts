export { irreversibleCall } from './irreversible/irreversible-call.ts'
export { type Irreversible, irreversibleRequest } from './irreversible/irreversible-request.ts'
