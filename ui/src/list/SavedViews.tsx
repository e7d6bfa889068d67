import { Button, Menu } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useAccount } from '../account/account.ts';
import { Field } from '../form/Field.tsx';
import { FormDialog } from '../form/FormDialog.tsx';
import { text } from '../text/text.ts';

/** Says which rows of the list, not where a reader stands in it. */
function filtersOf(search: string): string {
  const params = new URLSearchParams(search);
  params.delete('cursor');
  params.sort();
  return String(params);
}

/** The person's own names for filters of this list: a view is an address, so sharing one is sending its address. */
export function SavedViews() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const { useRead, useDo } = useAccount();
  const [isNaming, setNaming] = useState(false);
  const views = (useRead('/views').data?.data ?? []).filter(({ page }) => page === pathname);
  const remove = useDo('POST /views/remove', {
    send: (name: string) => ({ body: { page: pathname, name } }),
  });
  const now = filtersOf(search);
  const current = views.find(({ query }) => query === now);
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconBookmark size={14} aria-hidden />}>
            {text.views.title(views.length)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map(({ name, query }) => (
            <Menu.Item
              key={name}
              aria-current={query === now}
              onClick={() => navigate(`${pathname}${query === '' ? '' : `?${query}`}`)}
            >
              {name}
            </Menu.Item>
          ))}
          {views.length === 0 && <Menu.Label>{text.views.none}</Menu.Label>}
          <Menu.Divider />
          <Menu.Item disabled={now === ''} onClick={() => setNaming(true)}>
            {text.views.save}
          </Menu.Item>
          {current && (
            <Menu.Item onClick={() => remove.run(current.name)}>
              {text.views.remove(current.name)}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isNaming && <NameView page={pathname} query={now} onClose={() => setNaming(false)} />}
    </>
  );
}

function NameView({
  page,
  query,
  onClose,
}: {
  readonly page: string;
  readonly query: string;
  readonly onClose: () => void;
}) {
  const { useFormOf } = useAccount();
  const set = useFormOf('PUT /views', {
    initial: { name: '' },
    send: ({ name }: { name: string }) => ({ body: { page, name, query } }),
    onDone: onClose,
  });
  return (
    <FormDialog title={text.views.save} of={set} onClose={onClose} submit={text.views.submit}>
      <Field of={set} name="name" label={text.views.name} hint={text.views.hint} />
    </FormDialog>
  );
}
