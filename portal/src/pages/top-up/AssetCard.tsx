import { Select } from '@mantine/core';
import type { WayToPay } from '@psnb2b/contract';
import { type Asset, assetNames, networkNames } from '@psnb2b/contract/states';
import { ActButton, type Fact, Facts, FailureNote, moneyText, QrCode, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useDo } from '../../client.ts';
import { text } from '../../text.ts';
import { Grouped } from './Grouped.tsx';
import classes from './top-up.module.css';
import { words } from './words.ts';

const ENDS = 4;

/** An asset and its network, chosen in words before any address shows, and then the address. */
export function AssetCard({
  ways,
  hasBank,
}: {
  readonly ways: readonly WayToPay[];
  /** Whether a bank transfer is a way to pay, too. */
  readonly hasBank: boolean;
}) {
  const [asset, setAsset] = useState<string | null>(null);
  const [methodId, setMethodId] = useState<string | null>(null);
  const assets = [...new Set(ways.map((way) => way.asset).filter((each) => each !== null))];
  const networks = ways.filter((way) => way.asset === asset);
  const way = networks.find(({ id }) => id === methodId);
  return (
    <Section title={words.assetTitle} lead={words.assetLead}>
      <div className={classes.stack}>
        {/* by hand: the choice is no member of a call; it decides which address is shown. */}
        <div className={classes.choices}>
          <Select
            label={words.asset}
            placeholder={words.choose}
            data={assets.map((each) => ({ value: each, label: `${assetNames[each]} (${each})` }))}
            value={asset}
            onChange={(value) => {
              setAsset(value);
              setMethodId(null);
            }}
          />
          <Select
            label={words.network}
            placeholder={words.choose}
            disabled={asset === null}
            data={networks.map(({ id, network }) => ({
              value: id,
              label: network ? networkNames[network] : id,
            }))}
            value={methodId}
            onChange={setMethodId}
          />
        </div>
        {way && <Address key={way.id} way={way} instead={insteadOf(way, ways, hasBank)} />}
      </div>
    </Section>
  );
}

/** What else a partner can do where no address is left. */
function insteadOf({ id }: WayToPay, ways: readonly WayToPay[], hasBank: boolean): string {
  const isOther = ways.some((each) => each.id !== id && each.address_status !== 'used_up');
  const all = [...(isOther ? [words.usedUpOther] : []), ...(hasBank ? [words.usedUpBank] : [])];
  return all.join(' ') || words.usedUpAsk;
}

function Address({ way, instead }: { readonly way: WayToPay; readonly instead: string }) {
  const { id, asset, network, address, address_status, usual_time } = way;
  const show = useDo('POST /deposit-methods/{method_id}/address', {
    send: (_: string) => ({ path: { method_id: id } }),
  });
  const me = useMe();
  if (!asset || !network) return null;
  if (address === null) {
    return (
      <div className={classes.stack}>
        {address_status === 'used_up' ? (
          <p className={classes.warn}>
            {words.usedUp(nameOf(asset), networkNames[network])} {instead}
          </p>
        ) : (
          <ActButton
            allowed={
              me.partner?.status === 'new'
                ? { can: false, why: text.why.partner_not_approved }
                : allowed(me, 'takeDepositAddress')
            }
            loading={show.busy}
            onClick={() => void show.run('')}
          >
            {words.show}
          </ActButton>
        )}
        {show.failure && <FailureNote failure={show.failure} />}
      </div>
    );
  }
  return (
    <div className={classes.pay}>
      <div className={classes.stack}>
        <p className={classes.warn}>{words.only(nameOf(asset), networkNames[network])}</p>
        <Facts facts={factsOf(way, address)} />
        <p className="quiet">{words.compare(address.slice(0, ENDS), address.slice(-ENDS))}</p>
        <p className="quiet">{words.usual(usual_time)}</p>
      </div>
      <QrCode value={address} label={words.addressQr} />
    </div>
  );
}

function factsOf({ asset, minimum, confirmations }: WayToPay, address: string): Fact[] {
  return [
    [words.address, <Grouped key="address" value={address} what={words.address} />],
    [words.minimum, minimum && asset ? moneyText(minimum, asset) : words.anyAmount],
    [words.confirmations, confirmations],
  ];
}

function nameOf(asset: Asset): string {
  return `${assetNames[asset]} (${asset})`;
}
