-- Until when deliveries and claims are older than the restore: after began_at where a clock had run ahead; NULL: until began_at.
ALTER TABLE kit.epochs ADD COLUMN old_until timestamptz;
