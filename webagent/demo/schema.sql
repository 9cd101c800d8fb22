-- Prices are integer pence. Order items repeat names and prices: an order is what was agreed then.

CREATE TABLE IF NOT EXISTS account (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  address TEXT NOT NULL,
  city TEXT NOT NULL,
  postcode TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS products (
  slug TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  category TEXT NOT NULL,
  origin TEXT NOT NULL,
  summary TEXT NOT NULL,
  description TEXT NOT NULL,
  ingredients TEXT NOT NULL,
  staff_note TEXT NOT NULL,
  shape TEXT NOT NULL,
  colour TEXT NOT NULL,
  accent TEXT NOT NULL,
  guide TEXT NOT NULL -- JSON: [[name, value], ...]
);

CREATE TABLE IF NOT EXISTS variants (
  sku TEXT PRIMARY KEY,
  product TEXT NOT NULL REFERENCES products (slug),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  price INTEGER NOT NULL CHECK (price > 0),
  stock INTEGER NOT NULL CHECK (stock >= 0)
);

CREATE TABLE IF NOT EXISTS reviews (
  id INTEGER PRIMARY KEY,
  product TEXT NOT NULL REFERENCES products (slug),
  author TEXT NOT NULL,
  rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
  day TEXT NOT NULL,
  text TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS carts (
  id TEXT PRIMARY KEY,
  notice TEXT -- shown once, on the next page of this visitor
);

CREATE TABLE IF NOT EXISTS cart_items (
  cart TEXT NOT NULL REFERENCES carts (id),
  sku TEXT NOT NULL REFERENCES variants (sku),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (cart, sku)
);

CREATE TABLE IF NOT EXISTS orders (
  id INTEGER PRIMARY KEY,
  placed_at TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  address TEXT NOT NULL,
  city TEXT NOT NULL,
  postcode TEXT NOT NULL,
  delivery TEXT NOT NULL,
  delivery_price INTEGER NOT NULL,
  delivery_day TEXT NOT NULL,
  gift_wrap INTEGER NOT NULL,
  gift_wrap_price INTEGER NOT NULL,
  newsletter INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS order_items (
  order_id INTEGER NOT NULL REFERENCES orders (id),
  sku TEXT NOT NULL,
  product TEXT NOT NULL,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  price INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, sku)
);
