/**
 * A field for password managers, which store a password with a name.
 * by hand: nobody sees it, and it is not sent.
 */
export function Username({ email }: { readonly email: string }) {
  return <input type="email" autoComplete="username" value={email} readOnly hidden />;
}
