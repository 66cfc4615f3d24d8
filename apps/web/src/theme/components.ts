import {
  ActionIcon,
  Button,
  Checkbox,
  Combobox,
  Drawer,
  Input,
  Menu,
  Modal,
  MultiSelect,
  NumberInput,
  PasswordInput,
  Popover,
  Radio,
  SegmentedControl,
  Select,
  Skeleton,
  Switch,
  Tabs,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core'

const control = { size: 'sm' }
const heights: Record<string, string> = { xs: '1.75rem', sm: '2rem' }
const motion = { duration: 120, timingFunction: 'ease-out' }
/** `autoContrast` doesn't follow the colour scheme, so the text on a filled button is set here. */
const onFilled = (color: string | undefined) => (color === 'red' ? 'var(--role-on-red)' : 'var(--role-on-primary)')

/** How Mantine's components begin, unless told otherwise where they are used. */
export const components = {
  Button: Button.extend({
    defaultProps: { size: 'sm', loaderProps: { type: 'dots' } },
    vars: (_theme, { size = 'sm', variant = 'filled', color }) => ({
      root: {
        '--button-height': heights[size],
        '--button-padding-x': size === 'xs' ? '0.625rem' : '0.75rem',
        '--button-fz': size === 'xs' ? 'var(--mantine-font-size-sm)' : 'var(--mantine-font-size-md)',
        ...(variant === 'filled' ? { '--button-color': onFilled(color) } : {}),
        ...(variant === 'subtle' && !color
          ? { '--button-color': 'var(--role-soft)', '--button-hover': 'var(--role-hover)' }
          : {}),
      },
    }),
  }),
  ActionIcon: ActionIcon.extend({
    defaultProps: { variant: 'subtle', size: 28 },
    vars: (_theme, { variant, color }) => ({
      root:
        variant === 'subtle' && !color
          ? {
              '--ai-color': 'var(--role-soft)',
              '--ai-hover': 'var(--role-hover)',
              '--ai-hover-color': 'var(--role-text)',
            }
          : variant === 'filled'
            ? { '--ai-color': onFilled(color) }
            : {},
    }),
  }),
  Input: Input.extend({ vars: (_theme, { size = 'sm' }) => ({ wrapper: { '--input-height': heights[size] } }) }),
  TextInput: TextInput.extend({ defaultProps: control }),
  Textarea: Textarea.extend({ defaultProps: control }),
  NumberInput: NumberInput.extend({ defaultProps: { ...control, thousandSeparator: ',' } }),
  PasswordInput: PasswordInput.extend({ defaultProps: control }),
  Select: Select.extend({ defaultProps: { ...control, allowDeselect: false, checkIconPosition: 'right' } }),
  MultiSelect: MultiSelect.extend({ defaultProps: { ...control, checkIconPosition: 'right' } }),
  Combobox: Combobox.extend({ defaultProps: { transitionProps: motion, shadow: 'md' } }),
  Popover: Popover.extend({ defaultProps: { transitionProps: motion, shadow: 'md' } }),
  Menu: Menu.extend({
    defaultProps: { transitionProps: motion, shadow: 'md', position: 'bottom-end', withInitialFocusPlaceholder: false },
  }),
  Modal: Modal.extend({
    defaultProps: {
      size: 560,
      centered: true,
      padding: 'lg',
      transitionProps: motion,
      overlayProps: { color: '#0a1518', backgroundOpacity: 0.4 },
      closeButtonProps: { 'aria-label': 'Close' },
    },
  }),
  Drawer: Drawer.extend({
    defaultProps: {
      size: 440,
      position: 'right',
      padding: 'lg',
      transitionProps: motion,
      overlayProps: { color: '#0a1518', backgroundOpacity: 0.18 },
      closeButtonProps: { 'aria-label': 'Close' },
    },
  }),
  SegmentedControl: SegmentedControl.extend({
    defaultProps: { size: 'xs', withItemsBorders: false, transitionDuration: 120 },
  }),
  Checkbox: Checkbox.extend({
    defaultProps: { size: 'sm' },
    vars: () => ({ root: { '--checkbox-icon-color': 'var(--role-on-primary)' } }),
  }),
  Radio: Radio.extend({
    defaultProps: { size: 'sm' },
    vars: () => ({ root: { '--radio-icon-color': 'var(--role-on-primary)' } }),
  }),
  Switch: Switch.extend({ defaultProps: { size: 'sm' } }),
  Skeleton: Skeleton.extend({ defaultProps: { radius: 'xl' } }),
  Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
  Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, transitionProps: motion } }),
}
