import { expect, it } from 'vitest';
import type { AssetAttribute } from '#contracts/asset-types';
import { templateOf } from './template.js';

const attribute = (key: string): AssetAttribute => ({
  ...{ key, name: key, kind: 'text', unit: null, choices: [], required: false },
});

it('the template has each column once, attributes of all types at the end', () => {
  const types = [{ attributes: [attribute('weight'), attribute('bought')] }, { attributes: [attribute('weight')] }];
  expect(templateOf(types, 'de')).toMatch(/^\ufeffnumber;name;.*;attribute\.weight\r\n$/);
  expect(templateOf(types, 'en')).toBe(
    '\ufeffnumber,name,type,department,person,tag,manufacturer,model,serial,udi,risk_class,home_zone,kit,' +
      'attribute.bought,attribute.weight\r\n',
  );
});
