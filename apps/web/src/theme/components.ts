import type {
  ActionIconProps,
  ButtonProps,
  CheckboxProps,
  ComboboxProps,
  DrawerProps,
  InputProps,
  MantineTheme,
  MenuProps,
  ModalProps,
  MultiSelectProps,
  NumberInputProps,
  PasswordInputProps,
  PopoverProps,
  RadioProps,
  SegmentedControlProps,
  SelectProps,
  SkeletonProps,
  SwitchProps,
  TabsProps,
  TextareaProps,
  TextInputProps,
  TooltipProps,
} from '@mantine/core'

/**
 * How a component begins. The components themselves aren't imported here, so that each loads with the screen that first
 * shows it.
 */
const themed = <Props>(given: {
  defaultProps?: Partial<Props>
  vars?: (theme: MantineTheme, props: Props) => Record<string, Record<string, string | undefined>>
}) => given

const control = { size: 'sm' }
const heights: Record<string, string> = { xs: '1.75rem', sm: '2rem' }
/**
 * What floats stays inside its page's landmark, right behind its button, and isn't clipped by what scrolls. In a portal
 * it would be outside of every landmark.
 */
const floating = { withinPortal: false, floatingStrategy: 'fixed' } as const
/** The list itself scrolls, as `overrides.css` has it: a wrapper that scrolls can't be reached from the keyboard. */
const options = { checkIconPosition: 'right', withScrollArea: false } as const
const motion = { duration: 120, timingFunction: 'ease-out' }
/** `autoContrast` doesn't follow the colour scheme, so the text on a filled button is set here. */
const onFilled = (color: string | undefined) => (color === 'red' ? 'var(--role-on-red)' : 'var(--role-on-primary)')

/** How Mantine's components begin, unless told otherwise where they are used. */
export const components = {
  Button: themed<ButtonProps>({
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
  ActionIcon: themed<ActionIconProps>({
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
  Input: themed<InputProps>({ vars: (_theme, { size = 'sm' }) => ({ wrapper: { '--input-height': heights[size] } }) }),
  TextInput: themed<TextInputProps>({ defaultProps: control }),
  Textarea: themed<TextareaProps>({ defaultProps: control }),
  NumberInput: themed<NumberInputProps>({ defaultProps: { ...control, thousandSeparator: ',' } }),
  PasswordInput: themed<PasswordInputProps>({ defaultProps: control }),
  Select: themed<SelectProps>({ defaultProps: { ...control, allowDeselect: false, ...options } }),
  MultiSelect: themed<MultiSelectProps>({ defaultProps: { ...control, ...options } }),
  Combobox: themed<ComboboxProps>({ defaultProps: { ...floating, transitionProps: motion, shadow: 'md' } }),
  Popover: themed<PopoverProps>({ defaultProps: { transitionProps: motion, shadow: 'md' } }),
  Menu: themed<MenuProps>({
    defaultProps: {
      ...floating,
      transitionProps: motion,
      shadow: 'md',
      position: 'bottom-end',
      withInitialFocusPlaceholder: false,
    },
  }),
  Modal: themed<ModalProps>({
    defaultProps: {
      size: 560,
      centered: true,
      padding: 'lg',
      transitionProps: motion,
      overlayProps: { color: '#0a1518', backgroundOpacity: 0.4 },
      closeButtonProps: { 'aria-label': 'Close' },
    },
  }),
  Drawer: themed<DrawerProps>({
    defaultProps: {
      size: 440,
      position: 'right',
      padding: 'lg',
      transitionProps: motion,
      overlayProps: { color: '#0a1518', backgroundOpacity: 0.18 },
      closeButtonProps: { 'aria-label': 'Close' },
    },
  }),
  SegmentedControl: themed<SegmentedControlProps>({
    defaultProps: { size: 'xs', withItemsBorders: false, transitionDuration: 120 },
  }),
  Checkbox: themed<CheckboxProps>({
    defaultProps: { size: 'sm' },
    vars: () => ({ root: { '--checkbox-icon-color': 'var(--role-on-primary)' } }),
  }),
  Radio: themed<RadioProps>({
    defaultProps: { size: 'sm' },
    vars: () => ({ root: { '--radio-icon-color': 'var(--role-on-primary)' } }),
  }),
  Switch: themed<SwitchProps>({ defaultProps: { size: 'sm' } }),
  Skeleton: themed<SkeletonProps>({ defaultProps: { radius: 'xl' } }),
  Tabs: themed<TabsProps>({ defaultProps: { keepMounted: false } }),
  Tooltip: themed<TooltipProps>({ defaultProps: { openDelay: 300, transitionProps: motion } }),
}
