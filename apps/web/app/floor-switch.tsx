import { IconBuildingHospital, IconCheck, IconChevronDown } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { SiteTree } from '#contracts/api';
import { texts } from '../texts/texts.js';
import { entranceFloorId, floorsFromTop, levelSign, type FloorPlace } from './floor-tree.js';
import { Menu } from './menu.js';
import classes from './floor-switch.module.css';

interface PlaceMenuProps {
  tree: SiteTree;
  here: FloorPlace;
  onGo: (floorId: number) => void;
}

/** The menu of sites and their buildings. */
export function PlaceMenu({ tree, here, onGo }: PlaceMenuProps) {
  const only = tree.sites.length === 1 && tree.sites[0].buildings.length === 1;
  const label = (
    <>
      <IconBuildingHospital size={18} stroke={1.6} aria-hidden />
      <span className={classes.placeText}>
        <span className={classes.site}>{here.site.name}</span>
        <span className={classes.building}>
          {here.building.name === here.site.name ? here.floor.name : `${here.building.name} · ${here.floor.name}`}
        </span>
      </span>
    </>
  );
  if (only) return <div className={classes.place}>{label}</div>;
  return (
    <Menu side="left">
      <Menu.Target>
        <button type="button" className={classes.place} title={texts.floors.place}>
          {label}
          <IconChevronDown size={16} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={texts.floors.place}>
        {tree.sites.map((site) => (
          <Fragment key={site.id}>
            <Menu.Label>{site.name}</Menu.Label>
            {site.buildings.map((building) => {
              const floorId = entranceFloorId(building);
              const current = building.id === here.building.id;
              return (
                <Menu.Item
                  key={building.id}
                  disabled={floorId === null}
                  aria-current={current || undefined}
                  rightSection={current ? <IconCheck size={16} aria-hidden /> : null}
                  onClick={() => floorId !== null && !current && onGo(floorId)}
                >
                  {building.name}
                </Menu.Item>
              );
            })}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** One button for each level of the building, the uppermost on top. */
export function LevelButtons({ here, onGo }: { here: FloorPlace; onGo: (floorId: number) => void }) {
  if (here.building.floors.length < 2) return null;
  return (
    <nav className={classes.levels} aria-label={texts.floors.label}>
      {floorsFromTop(here.building).map((floor) => (
        <button
          key={floor.id}
          type="button"
          className={classes.level}
          aria-current={floor.id === here.floor.id ? 'page' : undefined}
          aria-label={`${levelSign(floor)}, ${floor.name}`}
          title={floor.name}
          onClick={() => onGo(floor.id)}
        >
          {levelSign(floor)}
        </button>
      ))}
    </nav>
  );
}
