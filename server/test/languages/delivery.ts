/** A delivery with its signatures, which were computed once by another implementation. */
export const SECRET = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
export const SECONDS = 1_767_225_600;
export const BODY =
  '{"id":"evt_01JABCDEFGHJKMNPQRSTVWXYZ0","type":"order.status_changed",' +
  '"timestamp":"2026-01-01T00:00:00.000Z","sequence":42,' +
  '"data":{"order_id":"ord_123","status":"completed","note":"naïve ☕"}}';
export const HEADERS = {
  'webhook-id': 'evt_01JABCDEFGHJKMNPQRSTVWXYZ0',
  'webhook-timestamp': String(SECONDS),
  'webhook-signature': 'v1,GLJk4URst540lajH6uKn/bX/HGTnEhKOrvzaJYttFMo=',
};
export const SIMPLE = '98c198285d8c2b79cf8f1fa4c0d3a8cfdd057b7c74fbf1263b29017c0e9d1355';
