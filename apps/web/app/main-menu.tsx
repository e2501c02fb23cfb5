import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  IconCheck,
  IconDeviceDesktop,
  IconDotsVertical,
  IconLogout,
  IconMoon,
  IconSun,
  IconWalk,
} from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import type { Session } from '#contracts/api';
import { texts } from '../texts/texts.js';
import { signOut } from './api.js';
import { endSession, refreshSession } from './queries.js';
import classes from './shell.module.css';

const schemes: { value: MantineColorScheme; label: string; Icon: typeof IconSun }[] = [
  { value: 'light', label: texts.menu.light, Icon: IconSun },
  { value: 'dark', label: texts.menu.dark, Icon: IconMoon },
  { value: 'auto', label: texts.menu.system, Icon: IconDeviceDesktop },
];

/** What can be done with the floor, appearance, version and sign-out. */
export function MainMenu({ session }: { session: Session }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { floorId } = useParams();
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: signOut,
    networkMode: 'always',
    onSuccess: () => {
      endSession(client);
      return refreshSession(client);
    },
  });
  return (
    <Menu position="bottom-end" width={220} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className={classes.iconButton} aria-label={texts.menu.open} title={texts.menu.open}>
          <IconDotsVertical size={20} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={texts.menu.open}>
        {floorId && (
          <>
            <Menu.Item
              component={Link}
              to={`/floor/${floorId}/calibration`}
              leftSection={<IconWalk size={18} stroke={1.6} aria-hidden />}
            >
              {texts.menu.calibration}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Label>{texts.menu.theme}</Menu.Label>
        {schemes.map(({ value, label, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
            rightSection={colorScheme === value ? <IconCheck size={16} aria-hidden /> : null}
            aria-current={colorScheme === value || undefined}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        {(!session.demo || session.scopes.includes('manage')) && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconLogout size={18} stroke={1.6} aria-hidden />} onClick={() => leave.mutate()}>
              {texts.menu.signOut}
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Label>{texts.menu.version(session.version)}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
