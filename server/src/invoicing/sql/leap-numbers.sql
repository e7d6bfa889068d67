-- Skips `p_by` numbers of each series after a restore, in the year whose documents are issued next.
CREATE OR REPLACE FUNCTION invoicing.leap_numbers(p_at timestamptz, p_by int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_series invoicing.series;
  v_year int;
  v_after int;
BEGIN
  FOR v_series IN SELECT * FROM invoicing.series s ORDER BY s.kind FOR UPDATE LOOP
    v_year := extract(year FROM greatest(v_series.issued_at, p_at) AT TIME ZONE 'UTC');
    v_after := CASE WHEN v_series.year = v_year THEN v_series.number ELSE 0 END;
    INSERT INTO invoicing.lost_numbers (kind, year, after, through)
    VALUES (v_series.kind, v_year, v_after, v_after + p_by);
    UPDATE invoicing.series s
       SET year = v_year, number = v_after + p_by, issued_at = greatest(s.issued_at, p_at)
     WHERE s.kind = v_series.kind;
  END LOOP;
END $$;
