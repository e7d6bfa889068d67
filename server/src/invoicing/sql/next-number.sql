-- Takes the next number of a series and the date that it is issued with, under the series' lock until the commit.
CREATE OR REPLACE FUNCTION invoicing.next_number(
  p_kind text, p_at timestamptz, OUT o_year int, OUT o_number int, OUT o_issued_at timestamptz
) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM invoicing.series s WHERE s.kind = p_kind FOR UPDATE;
  UPDATE invoicing.series s
     SET issued_at = greatest(s.issued_at, p_at),
         year = extract(year FROM greatest(s.issued_at, p_at) AT TIME ZONE 'UTC'),
         number = CASE WHEN s.year = extract(year FROM greatest(s.issued_at, p_at) AT TIME ZONE 'UTC')
                       THEN s.number + 1 ELSE 1 END
   WHERE s.kind = p_kind
  RETURNING s.year, s.number, s.issued_at INTO o_year, o_number, o_issued_at;
END $$;
