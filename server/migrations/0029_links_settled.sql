-- How many letters went to addresses that nobody has confirmed is counted over the last hour.
CREATE INDEX links_settled ON identity.links (settled_at) WHERE token_hash IS NOT NULL;
