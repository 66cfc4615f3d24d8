import type { JsonObject } from '../store/json.ts'
import { stamps } from './times.ts'

const named = (...names: string[]): JsonObject[] => names.map((name) => ({ name, ...stamps }))

const ordered = (...names: string[]): JsonObject[] =>
  names.map((name, index) => ({ name, order: index + 1, ...stamps }))

export const account_stages = ordered('Cold', 'Working', 'Qualified', 'Opportunity', 'Customer', 'Lost')
export const account_tiers = ordered('Tier 1', 'Tier 2', 'Tier 3')
export const person_stages = ordered('New', 'Contacted', 'Interested', 'Meeting Booked', 'Not Interested')
export const call_dispositions = named('Connected', 'Left Voicemail', 'No Answer', 'Wrong Number', 'Gatekeeper')
export const call_sentiments = named('Demo Scheduled', 'Follow Up', 'Not Now', 'Not a Fit')
export const tags: JsonObject[] = ['manufacturing', 'pilot', 'renewal', 'trade-fair-2025'].map((name) => ({ name }))

const field = (name: string, field_type: string, value_type = 'text'): JsonObject => ({
  name,
  field_type,
  value_type,
  ...stamps,
})

export const custom_fields = [
  field('ERP System', 'company'),
  field('Contract End', 'company', 'date'),
  field('Number of Sites', 'company'),
  field('Preferred Language', 'person'),
  field('Newsletter Since', 'person', 'date'),
  field('Budget Code', 'opportunity'),
]
