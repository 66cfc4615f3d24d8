import {
  ActionIcon,
  type ActionIconProps,
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
  Menu,
  type MenuItemProps,
} from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'

type Linked<Props> = Props & Omit<ComponentPropsWithRef<'a'>, keyof Props>

/** A text link to a place in the app. */
export const AnchorLink = createLink((props: Linked<AnchorProps>) => <Anchor inherit {...props} />)

/** A link that looks like a button. */
export const ButtonLink = createLink((props: Linked<ButtonProps>) => <Button component="a" {...props} />)

/** A link that looks like an icon button. */
export const ActionIconLink = createLink((props: Linked<ActionIconProps>) => <ActionIcon component="a" {...props} />)

/** A menu item that leads somewhere. */
export const MenuItemLink = createLink((props: Linked<MenuItemProps>) => <Menu.Item component="a" {...props} />)
