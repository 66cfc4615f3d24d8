import type { CSSVariablesResolver } from '@mantine/core'
import { colors, tones } from './colors.ts'

const { gray, dark, teal } = colors

/** A colour laid over what is below it, `percent` strong. */
const over = (color: string, percent: number) => `color-mix(in srgb, ${color} ${percent}%, transparent)`

const toneVariables = (scheme: 'light' | 'dark') =>
  Object.fromEntries(
    tones.flatMap((tone) => {
      const steps = colors[tone]
      return [
        [`--tone-${tone}-text`, scheme === 'light' ? steps[7] : steps[3]],
        [`--tone-${tone}-tint`, scheme === 'light' ? steps[0] : over(steps[5], 14)],
        [`--tone-${tone}-edge`, scheme === 'light' ? steps[2] : over(steps[5], 38)],
        [`--tone-${tone}-fill`, scheme === 'light' || tone === 'green' ? steps[5] : steps[4]],
      ]
    }),
  )

const light = {
  '--role-surface': '#ffffff',
  '--role-chrome': gray[0],
  '--role-sunken': gray[0],
  '--role-raised': '#ffffff',
  '--role-hairline': gray[2],
  '--role-edge': gray[3],
  '--role-input-edge': '#869498',
  '--role-hover': gray[1],
  '--role-selected': teal[0],
  '--role-text': gray[9],
  '--role-soft': gray[7],
  '--role-dimmed': gray[6],
  '--role-track': gray[2],
  '--role-link': teal[7],
  '--role-link-line': teal[3],
  '--role-focus': teal[5],
  '--role-on-primary': '#ffffff',
  '--role-on-red': '#ffffff',
  '--role-disabled': gray[2],
  '--role-disabled-text': gray[5],
  '--role-tag': gray[1],
  '--tone-gray-text': gray[6],
  '--tone-gray-tint': gray[1],
  '--tone-gray-edge': gray[3],
  '--tone-gray-fill': gray[4],
  ...toneVariables('light'),
}

const darkRoles = {
  '--role-surface': dark[7],
  '--role-chrome': dark[8],
  '--role-sunken': dark[8],
  '--role-raised': '#181f22',
  '--role-hairline': dark[5],
  '--role-edge': dark[4],
  '--role-input-edge': '#5f6c71',
  '--role-hover': dark[6],
  '--role-selected': over(teal[5], 13),
  '--role-text': dark[0],
  '--role-soft': dark[1],
  '--role-dimmed': dark[2],
  '--role-track': dark[5],
  '--role-link': teal[3],
  '--role-link-line': teal[6],
  '--role-focus': teal[4],
  '--role-on-primary': '#06201e',
  '--role-on-red': '#2c0d0a',
  '--role-disabled': dark[6],
  '--role-disabled-text': dark[3],
  '--role-tag': dark[6],
  '--tone-gray-text': dark[2],
  '--tone-gray-tint': dark[6],
  '--tone-gray-edge': dark[4],
  '--tone-gray-fill': dark[3],
  ...toneVariables('dark'),
}

/** Mantine's own colour names, led to the roles. */
const mantine = {
  '--mantine-color-body': 'var(--role-surface)',
  '--mantine-color-text': 'var(--role-text)',
  '--mantine-color-bright': 'var(--role-text)',
  '--mantine-color-dimmed': 'var(--role-dimmed)',
  '--mantine-color-placeholder': 'var(--role-dimmed)',
  '--mantine-color-anchor': 'var(--role-link)',
  '--mantine-color-error': 'var(--tone-red-text)',
  '--mantine-color-default': 'var(--role-raised)',
  '--mantine-color-default-hover': 'var(--role-hover)',
  '--mantine-color-default-color': 'var(--role-text)',
  '--mantine-color-default-border': 'var(--role-edge)',
  '--mantine-color-disabled': 'var(--role-disabled)',
  '--mantine-color-disabled-color': 'var(--role-disabled-text)',
  '--mantine-color-disabled-border': 'var(--role-edge)',
  '--mantine-color-teal-light': 'var(--role-selected)',
  '--mantine-color-teal-light-color': 'var(--role-link)',
}

/** The theme's colours by role and tone: `--role-…` and `--tone-<tone>-text|tint|edge|fill`. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...light, ...mantine },
  dark: { ...darkRoles, ...mantine },
})
