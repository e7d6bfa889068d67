-- The mailbox that an address probably reaches: without what follows a plus sign and without dots before the @. Two addresses of one
-- mailbox are probably of one person; two of different mailboxes may be, which nobody can see.
CREATE OR REPLACE FUNCTION identity.mailbox(email text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT replace(split_part(split_part(lower(email), '@', 1), '+', 1), '.', '') || '@' || split_part(lower(email), '@', 2)
$$;
