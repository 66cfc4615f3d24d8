import { createTheme } from '@mantine/core'
import { colors } from './colors.ts'
import { components } from './components.ts'

const shadowColor = (alpha: number) => `rgba(12, 24, 28, ${alpha})`

/** What Sluice looks like. Everything on screen takes its colours, sizes and shapes from here and from `cssVariables`. */
export const theme = createTheme({
  colors,
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  white: '#ffffff',
  black: colors.gray[9],
  fontFamily: '"Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", sans-serif',
  fontFamilyMonospace: '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, "SF Mono", Menlo, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.45', xl: '1.3' },
  fontWeights: { regular: '400', medium: '550', bold: '600' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.45' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  breakpoints: { xs: '30em', sm: '43.75em', md: '64em', lg: '75em', xl: '90em' },
  shadows: {
    xs: `0 1px 2px ${shadowColor(0.06)}`,
    sm: `0 1px 2px ${shadowColor(0.06)}`,
    md: `0 2px 4px ${shadowColor(0.05)}, 0 8px 24px ${shadowColor(0.1)}`,
    lg: `0 4px 8px ${shadowColor(0.06)}, 0 16px 40px ${shadowColor(0.16)}`,
    xl: `0 8px 16px ${shadowColor(0.08)}, 0 32px 80px ${shadowColor(0.24)}`,
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components,
})
