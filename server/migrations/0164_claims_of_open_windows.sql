-- The function of claims that lets time pass for test data has one more parameter, so its old form goes.

DROP FUNCTION IF EXISTS claims.bring_deadlines_nearer(int, bigint);
