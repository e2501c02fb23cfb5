import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import {
  IconCheck,
  IconClockSearch,
  IconDeviceDesktop,
  IconDotsVertical,
  IconHistory,
  IconKey,
  IconLanguage,
  IconListDetails,
  IconLogout,
  IconMoon,
  IconShieldLock,
  IconStack2,
  IconSun,
  IconTag,
  IconUserCircle,
  IconUsers,
  IconWalk,
} from '@tabler/icons-react';
import { useParams } from 'react-router';
import type { Session } from '#contracts/people';
import type { Permission } from '#contracts/permissions';
import { leave } from '../session/leave.js';
import { may } from '../session/may.js';
import { chooseLanguage, language, languages } from '../texts/language.js';
import { signInTexts } from '../texts/sign-in-texts.js';
import { texts } from '../texts/texts.js';
import { Menu } from './menu.js';
import classes from './shell.module.css';

const schemes: { value: MantineColorScheme; label: string; Icon: typeof IconSun }[] = [
  { value: 'light', label: texts.menu.light, Icon: IconSun },
  { value: 'dark', label: texts.menu.dark, Icon: IconMoon },
  { value: 'auto', label: texts.menu.system, Icon: IconDeviceDesktop },
];

/** Pages of the house, each for whom may open it. */
const pages: { to: string; needs: Permission; label: string; Icon: typeof IconSun }[] = [
  { to: '/equipment', needs: 'assets.see', label: texts.menu.equipment, Icon: IconListDetails },
  { to: '/pair', needs: 'assets.change', label: texts.menu.pair, Icon: IconTag },
  { to: '/stock', needs: 'stock.see', label: texts.menu.stock, Icon: IconStack2 },
  { to: '/find-times', needs: 'assets.see', label: texts.menu.findTimes, Icon: IconClockSearch },
  { to: '/admin/users', needs: 'users.manage', label: texts.menu.users, Icon: IconUsers },
  { to: '/admin/keys', needs: 'keys.manage', label: texts.menu.keys, Icon: IconKey },
  { to: '/admin/audit', needs: 'audit.see', label: texts.menu.audit, Icon: IconHistory },
  { to: '/admin/privacy', needs: 'privacy.see', label: texts.menu.privacy, Icon: IconShieldLock },
];

const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

/** Who is signed in, the pages they may open, appearance, version and sign-out. */
export function MainMenu({ session }: { session: Session }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { floorId } = useParams();
  const client = useQueryClient();
  const { person } = session;
  return (
    <Menu side="right">
      <Menu.Target>
        <button type="button" className={classes.iconButton} aria-label={texts.menu.open} title={texts.menu.open}>
          <IconDotsVertical size={20} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={texts.menu.open} className={classes.menuList}>
        {person && (
          <>
            <Menu.Label className={classes.who}>
              <strong>{person.name}</strong>
              {person.roles.map((role) => signInTexts.roles[role]).join(', ')}
            </Menu.Label>
            {may(session, 'account.change') && (
              <Menu.Item to="/account" leftSection={<IconUserCircle {...icon} />}>
                {texts.menu.account}
              </Menu.Item>
            )}
          </>
        )}
        <Menu.Item leftSection={<IconLogout {...icon} />} onClick={() => void leave(client, 'signedOut')}>
          {texts.menu.signOut}
        </Menu.Item>
        <Menu.Divider />
        {floorId && may(session, 'calibration.see') && (
          <Menu.Item to={`/floor/${floorId}/calibration`} leftSection={<IconWalk {...icon} />}>
            {texts.menu.calibration}
          </Menu.Item>
        )}
        {pages
          .filter(({ needs }) => may(session, needs))
          .map(({ to, label, Icon }) => (
            <Menu.Item key={to} to={to} leftSection={<Icon {...icon} />}>
              {label}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Label>{texts.menu.theme}</Menu.Label>
        {schemes.map(({ value, label, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon {...icon} />}
            rightSection={colorScheme === value ? <IconCheck size={16} aria-hidden /> : null}
            aria-current={colorScheme === value || undefined}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{texts.menu.language}</Menu.Label>
        {languages.map(({ code, name }) => (
          <Menu.Item
            key={code}
            lang={code}
            leftSection={<IconLanguage {...icon} />}
            rightSection={language === code ? <IconCheck size={16} aria-hidden /> : null}
            aria-current={language === code || undefined}
            onClick={() => chooseLanguage(code)}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{texts.menu.version(session.version)}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
