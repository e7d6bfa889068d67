-- What single people gave away lately counts against what one person may give away.
CREATE INDEX decisions_alone ON claims.decisions (taken_at)
  WHERE state = 'taken' AND NOT needs_two;
