-- Names that people give to the filters of a list, and the products that they starred; each their own.
CREATE TABLE identity.views (
  user_id uuid NOT NULL REFERENCES identity.users,
  -- The page below its app, and what its address has after the question mark.
  page text NOT NULL CHECK (length(page) BETWEEN 1 AND 100),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  query text NOT NULL CHECK (length(query) <= 1000),
  PRIMARY KEY (user_id, page, name)
);

CREATE TABLE purchases.favourites (
  -- Identity's user.
  user_id uuid NOT NULL,
  product_id int NOT NULL,
  PRIMARY KEY (user_id, product_id)
);
