-- Whether an array is a list of so many members: of one dimension, the first at subscript 1, as clients send them. Arrays with other bounds
-- read differently by subscript and by unnest. SQL, so that it becomes part of the expression that uses it.
CREATE OR REPLACE FUNCTION kit.is_list(p_array anyarray, p_length int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_ndims(p_array) = 1 AND array_lower(p_array, 1) = 1 AND array_length(p_array, 1) = p_length,
                  p_length = 0 AND cardinality(p_array) = 0)
$$;
