export { practiceApiKey } from './practice-api-key.ts'
export type { PracticeOptions, PracticeSalesloft } from './practice-salesloft.ts'
export { startPracticeSalesloft } from './start-practice-salesloft.ts'
