// Generated from the contract by `npm run gen`; do not edit.
export interface paths {
    "/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what is sold
         * @description Regions, denominations and price tiers, for the public page. No prices.
         */
        get: operations["getCatalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a business
         * @description Sends a link to the e-mail; the business comes to be when it is followed. The reply and its time are the same whether or not the e-mail has an account: its owner is told by e-mail.
         */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-up/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the e-mail
         * @description Makes the business and its owner, and signs in.
         */
        post: operations["confirmSignUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the people of the business
         * @description All of them, newest first.
         */
        get: operations["listColleagues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/colleagues/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a colleague’s role, or disable them
         * @description Takes effect with their next request. A business always keeps an owner.
         */
        patch: operations["changeColleague"];
        trace?: never;
    };
    "/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List open invitations
         * @description Those that nobody has accepted, newest first.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite a colleague
         * @description Sends a link that works once, for seven days.
         */
        post: operations["invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/{invitation_id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an invitation back
         * @description Its link stops working.
         */
        post: operations["revokeInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read this document
         * @description The OpenAPI 3.1 description of this door, for whoever is signed in.
         */
        get: operations["getOpenapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with e-mail and password
         * @description Sets the session cookie. The session is whole, or waits for a second factor, or may only set one up: `session.state` says which. Takes as long for an unknown e-mail as for a wrong password.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start with a passkey
         * @description Options for `navigator.credentials.get`, for signing in, for a second factor and for a step-up alike.
         */
        post: operations["passkeyRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-in/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a passkey alone
         * @description A passkey that verified its user is two factors at once, so that the session is whole.
         */
        post: operations["signInPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-in/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish signing in
         * @description Answers the second factor with an authenticator, a passkey or a recovery code. The session gets a new cookie.
         */
        post: operations["signInSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends this session and clears its cookie.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who is signed in
         * @description The person, the business, how far the session is, and what the role allows.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one’s own name
         * @description The name that others see.
         */
        post: operations["changeName"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask to change one’s own e-mail
         * @description Sends a link to the new address; until it is confirmed nothing changes. The reply is the same whether or not the address has an account already: its owner is told by e-mail.
         */
        post: operations["requestEmailChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/email/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the new e-mail
         * @description By the person who asked, signed in: the mailbox alone changes nothing. Ends all other sessions and every link sent before, and tells the old address.
         */
        post: operations["confirmEmailChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/step-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove again that it is you
         * @description Opens the calls that need a step-up for ten minutes. Needs the second factor where there is one, else the password.
         */
        post: operations["stepUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the password
         * @description Ends all other sessions, and tells the person by e-mail.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link that sets a new password
         * @description The reply and its time are the same whether or not there is such an account.
         */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password-resets/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password
         * @description Ends all sessions of the account. It does not sign in: the second factor is asked for as always.
         */
        post: operations["confirmPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/links/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what a link is for
         * @description For the page that a link leads to. The token is in the body, never in an address.
         */
        post: operations["lookAtLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Makes the account, uses the link up and signs in. Staff must set up a second factor before anything else.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one’s own sessions
         * @description All browsers that are signed in, the last used first.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End one of one’s own sessions
         * @description It is refused from its next request on.
         */
        post: operations["revokeSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/revoke-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End all other sessions
         * @description All but the one that asks.
         */
        post: operations["revokeOtherSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notifications
         * @description What happened and concerns this person, newest first.
         */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark notifications as read
         * @description Everything up to and including the one that is named.
         */
        post: operations["readNotifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/second-factor/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start to set up an authenticator
         * @description A new secret. The old one, if any, stays in force until this one is confirmed.
         */
        post: operations["startTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/second-factor/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an authenticator
         * @description With a code of it. The first factor of an account also gives recovery codes, and makes a session that could only set one up whole.
         */
        post: operations["confirmTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/second-factor/totp/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove the authenticator
         * @description Refused where the role requires a second factor and there is no passkey.
         */
        post: operations["removeTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/second-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make new recovery codes
         * @description The old ones stop working. Each works once.
         */
        post: operations["renewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one’s own passkeys
         * @description All of them, newest first.
         */
        get: operations["listPasskeys"];
        put?: never;
        /**
         * Add a passkey
         * @description With what the browser answered. As a first factor it also gives recovery codes and makes the session whole.
         */
        post: operations["addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start to add a passkey
         * @description Options for `navigator.credentials.create`.
         */
        post: operations["startPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/passkeys/{passkey_id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove a passkey
         * @description Refused where the role requires a second factor and this is the last.
         */
        post: operations["removePasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/get-started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See how far one is
         * @description The steps to the first live order, in order; computed from what is there.
         */
        get: operations["getStarted"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/business": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the business profile
         * @description What the business says of itself.
         */
        get: operations["getBusiness"];
        /**
         * Write the business profile
         * @description The whole of it. Not while its review waits for staff or is decided.
         */
        put: operations["setBusiness"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/kyc-case": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the review of the business
         * @description Checklist, documents, decisions and everything that happened, oldest first.
         */
        get: operations["getKycCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/kyc-case/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a document
         * @description An uploaded file, and what it shows.
         */
        post: operations["addKycDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/kyc-case/documents/{file_id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove a document
         * @description Only while the case can be edited.
         */
        post: operations["removeKycDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/kyc-case/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand the case in
         * @description The first time, and again after staff asked for more, with an answer. Opens an API Access Request where none is open.
         */
        post: operations["submitKycCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file
         * @description PDF, JPEG, PNG or WebP up to 10 MiB, judged by content. Then refer to it by its id: in a document or a message.
         */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file
         * @description As an attachment. Documents of the review only for owner and finance, attachments for everybody in the business.
         */
        get: operations["downloadFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the balance and the tier
         * @description Of live orders: what they can spend now, and the price tier that they use.
         */
        get: operations["getBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the test balance
         * @description Of orders with test keys: money that is not real.
         */
        get: operations["getTestBalance"];
        put?: never;
        /**
         * Set the test balance
         * @description As `POST /test/balance` of the partner API does: no less than orders hold.
         */
        post: operations["setTestBalance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tickets
         * @description Of the whole business, the last changed first.
         */
        get: operations["listTickets"];
        put?: never;
        /**
         * Open a ticket
         * @description A Webhook Registration names the endpoint in `webhook`, a Key Rotation its key in `key_id`. One API Access Request at a time.
         */
        post: operations["createTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{ticket_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a ticket
         * @description With all its messages, oldest first. Notes among staff are not in it.
         */
        get: operations["getTicket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{ticket_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a message
         * @description The ticket waits for staff from then on.
         */
        post: operations["addTicketMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{ticket_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a ticket
         * @description It can be opened again.
         */
        post: operations["closeTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{ticket_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a ticket again
         * @description It waits for staff from then on.
         */
        post: operations["reopenTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{ticket_id}/webhook-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw the signing secret of an endpoint that staff registered
         * @description Once, within a week. It is new, and the one that the endpoint was made with, which nobody saw, ends.
         */
        post: operations["drawWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Of both modes, newest first, ended ones included. Never a secret.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Issue a test key
         * @description From the first minute, without a review. The key is in this reply and never again: a retry is told that it was issued.
         */
        post: operations["createTestKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/{key_id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See a new live key, once
         * @description A key that staff issued is shown to one person once; it works from then on.
         */
        post: operations["revealKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Narrow a key
         * @description Fewer scopes, fewer networks, lower caps. Staff can widen it again.
         */
        patch: operations["restrictKey"];
        trace?: never;
    };
    "/keys/{key_id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a key
         * @description It is refused everywhere within a second, and never works again.
         */
        post: operations["revokeKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the key that codes are sealed for
         * @description It is no secret; its other half is the partner’s alone.
         */
        get: operations["getPublicKey"];
        /**
         * Register the key that codes are sealed for
         * @description From then on codes leave only sealed for it; null shows them in the clear again. Owners are told by e-mail.
         */
        put: operations["setPublicKey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List claims
         * @description Of the whole business, newest first.
         */
        get: operations["listClaims"];
        put?: never;
        /**
         * Claim codes of an order
         * @description Within 168 hours of their delivery, the last millisecond included. All or nothing: `errors` names the codes that cannot be claimed.
         */
        post: operations["createClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims/{claim_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a claim
         * @description With its messages and its evidence.
         */
        get: operations["getClaim"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{order_id}/claimable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See which codes of an order can be claimed
         * @description Ids and claim windows of a delivered order. Shows no code.
         */
        get: operations["getClaimableOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims/{claim_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a message
         * @description To those who review it. A claim that waits for information goes back to review.
         */
        post: operations["addClaimMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims/{claim_id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give evidence
         * @description One PNG, JPEG, WebP or PDF of at most 10 MiB; at most 10 a claim.
         */
        post: operations["addClaimEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims/{claim_id}/evidence/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download evidence
         * @description As an attachment, never shown in place. Every download is audited.
         */
        get: operations["downloadClaimFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims/{claim_id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a claim
         * @description While it is not decided; its codes may be claimed again inside their window.
         */
        post: operations["withdrawClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description If it applies, an e-mail is on its way. The reply is the same if it does not. */
        Accepted: {
            /** @constant */
            object: "accepted";
        };
        /** @description A postal address. */
        Address: {
            /** @description Street and number. */
            line1: string;
            /** @description Second line. */
            line2: string | null;
            /** @description City. */
            city: string;
            /** @description State or province. */
            state: string | null;
            /** @description Postal code. */
            postal_code: string | null;
            /** @description ISO 3166-1 alpha-2. */
            country: string;
        };
        /** @description An API key without its secret. */
        ApiKey: {
            /** @description Id of the key. */
            id: string;
            /** @constant */
            object: "api_key";
            /**
             * @description Mode of the key it was made with. Live and test data never meet.
             * @enum {string}
             */
            mode: "live" | "test";
            /**
             * @description `unseen`: it works once a person of the business has seen it.
             * @enum {string}
             */
            status: "unseen" | "active" | "expired" | "revoked";
            /** @description First and last characters. */
            hint: string;
            scopes: ("read" | "orders" | "codes" | "claims" | "webhooks")[];
            /** @description Networks it works from; none: everywhere. */
            allow_cidr: string[];
            /** @description Requests a minute. */
            requests_per_minute: number;
            /** @description Orders a minute. */
            orders_per_minute: number;
            /** @description Most it spends a UTC day. */
            daily_spend: string | null;
            /** @description Codes a UTC day. */
            daily_quantity: number | null;
            /** @description Id of the key that it follows. */
            replaces: string | null;
            /**
             * Format: date-time
             * @description When it was issued.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description When it was revoked.
             */
            revoked_at: string | null;
            /** @description Why. */
            revoked_reason: string | null;
        };
        /** @description Keys of both modes, newest first. */
        ApiKeyList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["ApiKey"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description Who wrote. */
        Author: {
            /**
             * @description Whose side.
             * @enum {string}
             */
            side: "partner" | "staff" | "system";
            /** @description Name of the person. */
            name: string;
        };
        /** @description The money of this partner in the mode of the key. */
        Balance: {
            /** @constant */
            object: "balance";
            /** @description The partner's currency, of every amount here. */
            currency: string;
            /** @description Money of the partner, held money included. */
            balance: string;
            /** @description Money held for orders that wait for approval. */
            held: string;
            /** @description How far `balance` may go below zero. */
            credit_limit: string;
            /** @description What an order can spend now, credit included; the figure a 402 compares. */
            available: string;
            /** @description Null where no tiers exist in this currency. */
            tier: components["schemas"]["BalanceTier"] | null;
        };
        /** @description The price tier in force; recomputed every hour. */
        BalanceTier: {
            /** @description Name of the tier in force. */
            name: string;
            /** @description Discount on list prices in basis points: 150 is 1.50 %. */
            discount_bps: number;
            /** @description Totals of orders delivered in the last 720 hours, less refunds. */
            volume_30d: string;
            /** @description The tier above, or null in the highest. */
            next: components["schemas"]["NextTier"] | null;
        };
        /** @description Body too large. */
        BodyTooLargeProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 413;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem.
             * @constant
             */
            code: "body_too_large";
        };
        /** @description Who owns 25 % or more. */
        BusinessOwner: {
            /** @description Full name. */
            name: string;
            /** @description Country of residence, ISO 3166-1 alpha-2. */
            country: string;
            /** @description Share held. */
            share_percent: number;
            /**
             * Format: date
             * @description Date of birth.
             */
            born_on: string | null;
        };
        /** @description What a business says of itself. */
        BusinessProfile: {
            /** @constant */
            object: "business_profile";
            /** @description Name in the register. */
            legal_name: string | null;
            /** @description Name it trades under. */
            trading_name: string | null;
            /** @description Register number. */
            registration_number: string | null;
            /** @description Tax or VAT number. */
            tax_id: string | null;
            /** @description Address of its site. */
            website: string | null;
            /** @description Registered address. */
            address: components["schemas"]["Address"] | null;
            /** @description To whom it sells, and how. */
            sells_to: string | null;
            /** @description Expected volume a month, in its own words. */
            monthly_volume: string | null;
            /** @description Its owners. */
            owners: components["schemas"]["BusinessOwner"][];
            /** @description Who signs for it. */
            representative: components["schemas"]["Representative"] | null;
            /** @description Members with data of people that your role does not see: null or empty here. */
            withheld: ("tax_id" | "owners" | "representative")[];
            /**
             * Format: date-time
             * @description Last change.
             */
            updated_at: string | null;
        };
        /** @description The whole profile; what is not known yet is null. */
        BusinessProfileInput: {
            /** @description Name in the register. */
            legal_name: string | null;
            /** @description Name it trades under. */
            trading_name: string | null;
            /** @description Register number. */
            registration_number: string | null;
            /** @description Tax or VAT number. */
            tax_id: string | null;
            /** @description Address of its site. */
            website: string | null;
            /** @description Registered address. */
            address: components["schemas"]["Address"] | null;
            /** @description To whom it sells, and how. */
            sells_to: string | null;
            /** @description Expected volume a month, in its own words. */
            monthly_volume: string | null;
            /** @description Its owners. */
            owners: components["schemas"]["BusinessOwner"][];
            /** @description Who signs for it. */
            representative: components["schemas"]["Representative"] | null;
        };
        /** @description Something is still missing. */
        CaseIncompleteProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 409;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "case_incomplete";
            /** @description Items of the checklist still open. */
            missing: string[];
        };
        /** @description A region that is sold. */
        CatalogueRegion: {
            /** @description PlayStation Store region, ISO 3166-1 alpha-2, upper case. */
            region: string;
            /** @description Name of the region. */
            name: string;
            /** @description Currency of its cards. */
            currency: string;
            /** @description Face values, ascending. */
            denominations: number[];
            /** @description Whether any of them is in stock now. */
            in_stock: boolean;
        };
        /** @description A price tier. */
        CatalogueTier: {
            /** @description Name of the tier. */
            name: string;
            /** @description Currency of its volume. */
            currency: string;
            /** @description Volume of 30 days from which it applies. */
            volume_30d: string;
            /** @description Discount in basis points. */
            discount_bps: number;
        };
        /** @description One item of the checklist. */
        ChecklistItem: {
            /**
             * @description What is checked.
             * @enum {string}
             */
            item: "profile" | "owners" | "registration" | "identity" | "address" | "tax" | "source_of_funds" | "other";
            /** @description Whether no case can do without. */
            required: boolean;
            /**
             * @description `asked`: staff want it, or want it again.
             * @enum {string}
             */
            state: "missing" | "given" | "accepted" | "asked";
            /** @description What staff say about it. */
            note: string | null;
        };
        /** @description A claim on codes of one order. Holds no code. */
        Claim: {
            /** @description Id of the claim. */
            id: string;
            /** @constant */
            object: "claim";
            /**
             * @description Mode of the key it was made with. Live and test data never meet.
             * @enum {string}
             */
            mode: "live" | "test";
            /**
             * @description `open`: filed. `under_review`: somebody looks at it. `needs_info`: it waits for you. `approved` (at least one code was replaced or refunded), `rejected` and `withdrawn` are final.
             * @enum {string}
             */
            status: "open" | "under_review" | "needs_info" | "approved" | "rejected" | "withdrawn";
            /** @description Id of the order. */
            order_id: string;
            /**
             * @description `invalid`: not recognised or not activated. `wrong_region`: region or denomination differs from what was ordered. `failed`: not received, truncated or corrupted. `already_redeemed`: used before; decided case by case.
             * @enum {string}
             */
            reason: "invalid" | "wrong_region" | "failed" | "already_redeemed";
            /** @description What was reported. */
            description: string;
            /**
             * @description `high` when you had an active live API key at filing. High comes first.
             * @enum {string}
             */
            priority: "high" | "normal";
            /**
             * @description `partner`: you filed it. `staff`: we did for you. `recall`: its lot was recalled.
             * @enum {string}
             */
            origin: "partner" | "staff" | "recall";
            /** @description The codes claimed. */
            codes: components["schemas"]["ClaimCode"][];
            /** @description Currency of every refund here. */
            currency: string;
            /** @description All that was paid back. */
            refunded: string;
            /** @description What helps to decide on this reason. */
            evidence: components["schemas"]["WantedEvidence"][];
            /**
             * Format: date-time
             * @description When it was filed.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When you have a first answer at the latest.
             */
            answer_due_at: string;
            /**
             * Format: date-time
             * @description When it is decided at the latest; it moves while we wait for you.
             */
            decision_due_at: string;
            /**
             * Format: date-time
             * @description When somebody first answered.
             */
            first_answered_at: string | null;
            /**
             * Format: date-time
             * @description When it was decided or withdrawn.
             */
            decided_at: string | null;
            /** @description Count of this claim's transitions; `open` is 1. A higher one is newer. */
            sequence: number;
        };
        /** @description One code of a claim, never the code itself. */
        ClaimCode: {
            /** @description Id of the code. */
            id: string;
            /**
             * @description What became of it; null until the claim is decided, or if it was withdrawn.
             * @enum {string|null}
             */
            resolution: "replaced" | "refunded" | "rejected" | null;
            /** @description Why it was rejected, where it was. */
            detail: string | null;
            /** @description Id of the code that replaces it; read it with the order. */
            replacement: string | null;
            /** @description What was paid back for it, in the currency of the claim. */
            refund: string | null;
            /**
             * Format: date-time
             * @description Last moment at which it can be claimed.
             */
            claimable_until: string;
        };
        /** @description What is claimed, and why. */
        ClaimCreate: {
            /** @description Id of the delivered order. */
            order_id: string;
            /** @description The codes that did not work. Prefer ids: they are no secret. */
            codes: string[];
            /**
             * @description `invalid`: not recognised or not activated. `wrong_region`: region or denomination differs from what was ordered. `failed`: not received, truncated or corrupted. `already_redeemed`: used before; decided case by case. A hyphen is read as an underscore.
             * @enum {string}
             */
            reason: "invalid" | "wrong_region" | "failed" | "already_redeemed" | "wrong-region" | "already-redeemed";
            /** @description What happened, in your words. A code of the order that stands in it is replaced by its id before it is kept. */
            description: string;
            /**
             * @description Whose claims: of live or of test orders. Left out: `live`.
             * @enum {string}
             */
            mode?: "live" | "test";
        };
        /** @description A file that was given as evidence. */
        ClaimEvidence: {
            /** @constant */
            object: "claim_evidence";
            /** @description Id of the claim. */
            claim_id: string;
            /** @description What it is evidence of, if that was said. */
            item: string | null;
            /**
             * @description Who gave it.
             * @enum {string}
             */
            from: "partner" | "staff";
            file: components["schemas"]["UploadedFile"];
        };
        /** @description A claim with its conversation and its evidence. */
        ClaimFile: {
            /** @description Id of the claim. */
            id: string;
            /** @constant */
            object: "claim";
            /**
             * @description Mode of the key it was made with. Live and test data never meet.
             * @enum {string}
             */
            mode: "live" | "test";
            /**
             * @description `open`: filed. `under_review`: somebody looks at it. `needs_info`: it waits for you. `approved` (at least one code was replaced or refunded), `rejected` and `withdrawn` are final.
             * @enum {string}
             */
            status: "open" | "under_review" | "needs_info" | "approved" | "rejected" | "withdrawn";
            /** @description Id of the order. */
            order_id: string;
            /**
             * @description `invalid`: not recognised or not activated. `wrong_region`: region or denomination differs from what was ordered. `failed`: not received, truncated or corrupted. `already_redeemed`: used before; decided case by case.
             * @enum {string}
             */
            reason: "invalid" | "wrong_region" | "failed" | "already_redeemed";
            /** @description What was reported. */
            description: string;
            /**
             * @description `high` when you had an active live API key at filing. High comes first.
             * @enum {string}
             */
            priority: "high" | "normal";
            /**
             * @description `partner`: you filed it. `staff`: we did for you. `recall`: its lot was recalled.
             * @enum {string}
             */
            origin: "partner" | "staff" | "recall";
            /** @description The codes claimed. */
            codes: components["schemas"]["ClaimCode"][];
            /** @description Currency of every refund here. */
            currency: string;
            /** @description All that was paid back. */
            refunded: string;
            /** @description What helps to decide on this reason. */
            evidence: components["schemas"]["WantedEvidence"][];
            /**
             * Format: date-time
             * @description When it was filed.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When you have a first answer at the latest.
             */
            answer_due_at: string;
            /**
             * Format: date-time
             * @description When it is decided at the latest; it moves while we wait for you.
             */
            decision_due_at: string;
            /**
             * Format: date-time
             * @description When somebody first answered.
             */
            first_answered_at: string | null;
            /**
             * Format: date-time
             * @description When it was decided or withdrawn.
             */
            decided_at: string | null;
            /** @description Count of this claim's transitions; `open` is 1. A higher one is newer. */
            sequence: number;
            /**
             * Format: date-time
             * @description Since when it waits for you, its clock standing still.
             */
            waiting_since: string | null;
            /** @description Newest first. */
            messages: components["schemas"]["ClaimMessage"][];
            /** @description Evidence, oldest first. */
            files: components["schemas"]["ClaimEvidence"][];
        };
        /** @description Claims, newest first. */
        ClaimList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Claim"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description One message of the conversation about a claim. */
        ClaimMessage: {
            /** @description Id of the message. */
            id: string;
            /** @constant */
            object: "claim_message";
            /** @description Id of the claim. */
            claim_id: string;
            /**
             * @description Whose words these are.
             * @enum {string}
             */
            from: "partner" | "staff";
            /** @description Plain text; never HTML or Markdown. */
            text: string;
            /**
             * Format: date-time
             * @description When it was sent.
             */
            created_at: string;
        };
        /** @description What to say. */
        ClaimMessageCreate: {
            /** @description Plain text. A code of the order that stands in it is replaced by its id before it is kept. */
            text: string;
        };
        /** @description Claim window closed. */
        ClaimWindowClosedProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 409;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "claim_window_closed";
            /**
             * Format: date-time
             * @description Last moment at which it could be claimed.
             */
            closed_at: string;
        };
        /** @description A code of an order, never the code itself. */
        ClaimableCode: {
            /** @description Id of the code. */
            id: string;
            /**
             * @description `claimed`: an open or approved claim has it. `closed`: its window is over.
             * @enum {string}
             */
            state: "claimable" | "claimed" | "closed";
            /** @description The open or approved claim that has it. */
            claim_id: string | null;
            /** @description Id of the code that it replaces. */
            replaces: string | null;
            /**
             * Format: date-time
             * @description Last moment at which it can be claimed.
             */
            claimable_until: string;
        };
        /** @description A delivered order, and which codes can be claimed. */
        ClaimableOrder: {
            /** @description Id of the order. */
            id: string;
            /** @constant */
            object: "claimable_order";
            /**
             * @description Of live or of test orders.
             * @enum {string}
             */
            mode: "live" | "test";
            /** @description What was bought. */
            sku: string;
            /** @description How many codes were bought. */
            quantity: number;
            /** @description Your own order number, if you gave one. */
            reference: string | null;
            /**
             * Format: date-time
             * @description When it was delivered.
             */
            delivered_at: string;
            /** @description All its codes, in the order they have. */
            codes: components["schemas"]["ClaimableCode"][];
        };
        /** @description Code already claimed. */
        CodeAlreadyClaimedProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 409;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "code_already_claimed";
            /** @description The open or approved claim that has the code. */
            claim_id: string;
        };
        /** @description A person of the business. */
        Colleague: {
            /** @description Id of the person. */
            id: string;
            /** @description Name. */
            name: string;
            /** @description E-mail. */
            email: string;
            /** @description Whether a second factor is set up. */
            second_factor: boolean;
            /**
             * Format: date-time
             * @description Since when the person cannot sign in.
             */
            disabled_at: string | null;
            /**
             * Format: date-time
             * @description When the person was last signed in, to the minute.
             */
            last_seen_at: string | null;
            /**
             * Format: date-time
             * @description When the account was made.
             */
            created_at: string;
            /** @constant */
            object: "colleague";
            /**
             * @description Role of the person.
             * @enum {string}
             */
            role: "owner" | "buyer" | "finance" | "developer" | "read_only";
        };
        /** @description What to change. */
        ColleagueChange: {
            /**
             * @description Role of the person.
             * @enum {string}
             */
            role?: "owner" | "buyer" | "finance" | "developer" | "read_only";
            /** @description A disabled person is signed out everywhere and cannot sign in. */
            disabled?: boolean;
        };
        /** @description People of the business. */
        ColleagueList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Colleague"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description Not from our own pages. */
        CsrfRefusedProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 403;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "csrf_refused";
        };
        /** @description It is done. */
        Done: {
            /** @constant */
            object: "done";
        };
        /** @description What the deliveries of an endpoint are signed with. */
        DrawnWebhookSecret: {
            /** @constant */
            object: "drawn_webhook_secret";
            /** @description The endpoint. */
            webhook_endpoint_id: string;
            /** @description The whole `whsec_…` text. Shown once. */
            secret: string;
        };
        /** @description The new e-mail. */
        EmailChange: {
            /** @description Where the link that confirms it is sent. */
            email: string;
        };
        /** @description The link that was sent. */
        EmailChangeConfirm: {
            /** @description Token of the link, as it stands behind `#token=`. */
            token: string;
        };
        /** @description One member that could not be accepted. */
        FieldError: {
            /** @description JSON Pointer (RFC 6901) to the member, or to the query parameter: `/quantity`. */
            pointer: string;
            /** @description What is wrong with it. */
            code: ("required" | "unknown_member" | "repeated" | "type" | "minimum" | "maximum" | "precision" | "min_length" | "max_length" | "max_members" | "min_items" | "max_items" | "unique_items" | "pattern" | "format" | "enum" | "text" | "address" | "guessable" | "taken" | "content" | "cursor") | string;
            /** @description What to change, in one sentence that names it. */
            detail: string;
        };
        /** @description The way to the first live order; it knows where it stands. */
        GetStarted: {
            /** @constant */
            object: "get_started";
            steps: components["schemas"]["GetStartedItem"][];
        };
        /** @description One step. */
        GetStartedItem: {
            /**
             * @description Which step.
             * @enum {string}
             */
            step: "profile" | "documents" | "api_access" | "test_key" | "test_order" | "webhook" | "top_up" | "live_key";
            /**
             * @description `now`: can be done. `waiting`: for staff. `later`: after another step.
             * @enum {string}
             */
            state: "done" | "now" | "waiting" | "later";
        };
        /** @description First request still running. */
        IdempotencyInProgressProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 409;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: true;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "idempotency_in_progress";
        };
        /** @description Invalid Idempotency-Key. */
        IdempotencyKeyInvalidProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 400;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "idempotency_key_invalid";
        };
        /** @description Idempotency-Key used for another request. */
        IdempotencyKeyReusedProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 422;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "idempotency_key_reused";
        };
        /** @description Internal error. */
        InternalProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 500;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: true;
            /**
             * @description Stable name of the problem.
             * @constant
             */
            code: "internal";
        };
        /** @description Not possible in this state. */
        InvalidStateProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 409;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "invalid_state";
        };
        /** @description An invitation that nobody has accepted yet. */
        Invitation: {
            /** @description Id of the invitation. */
            id: string;
            /** @constant */
            object: "invitation";
            /** @description Whom it was sent to. */
            email: string;
            /** @description Who invited. */
            invited_by: string;
            /**
             * Format: date-time
             * @description When it was sent.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its link stops working.
             */
            expires_at: string;
            /**
             * @description Role of the person.
             * @enum {string}
             */
            role: "owner" | "buyer" | "finance" | "developer" | "read_only";
        };
        /** @description Who you are. */
        InvitationAccept: {
            /** @description Token of the link, as it stands behind `#token=`. */
            token: string;
            /** @description Name of the person. */
            name: string;
            /** @description Password of at least 10 characters; common ones are refused. */
            password: string;
        };
        /** @description Whom to invite, and as what. */
        InvitationCreate: {
            /** @description Where the link is sent. */
            email: string;
            /**
             * @description Role of the person.
             * @enum {string}
             */
            role: "owner" | "buyer" | "finance" | "developer" | "read_only";
        };
        /** @description Open invitations. */
        InvitationList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Invitation"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description What to narrow; what is left out stays. */
        KeyRestrict: {
            scopes?: ("read" | "orders" | "codes" | "claims" | "webhooks")[];
            allow_cidr?: string[];
            /** @description In the partner's currency, a UTC day. */
            daily_spend?: string | null;
            /** @description Codes a UTC day. */
            daily_quantity?: number | null;
        };
        /** @description Why. */
        KeyRevoke: {
            /** @description Why. */
            reason: string;
        };
        /** @description The review of this business, with everything that happened in it. */
        KycCase: {
            /** @description Id of the case. */
            id: string;
            /** @constant */
            object: "kyc_case";
            /**
             * @description Where it stands.
             * @enum {string}
             */
            status: "draft" | "submitted" | "needs_info" | "approved" | "rejected" | "expired";
            checklist: components["schemas"]["ChecklistItem"][];
            /** @description Required or asked items that nobody has given. */
            missing: ("profile" | "owners" | "registration" | "identity" | "address" | "tax" | "source_of_funds" | "other")[];
            documents: components["schemas"]["KycDocument"][];
            timeline: components["schemas"]["TimelineEntry"][];
            /** @description Reason of the last decision. */
            reason: string | null;
            /**
             * Format: date-time
             * @description When it was last submitted.
             */
            submitted_at: string | null;
            /**
             * Format: date-time
             * @description When it was last decided.
             */
            decided_at: string | null;
            /**
             * Format: date-time
             * @description When the approval must be renewed.
             */
            valid_until: string | null;
            /**
             * Format: date-time
             * @description When it was opened.
             */
            created_at: string;
        };
        /** @description A document of a case. */
        KycDocument: {
            /**
             * @description What it shows.
             * @enum {string}
             */
            kind: "registration" | "identity" | "address" | "tax" | "source_of_funds" | "other";
            file: components["schemas"]["UploadedFile"];
        };
        /** @description An uploaded file, and what it shows. */
        KycDocumentAdd: {
            /**
             * @description What it shows.
             * @enum {string}
             */
            kind: "registration" | "identity" | "address" | "tax" | "source_of_funds" | "other";
            /** @description The file, uploaded before. */
            file_id: string;
        };
        /** @description Hand the case in. */
        KycSubmit: {
            /** @description An answer to what staff asked. */
            answer?: string;
        };
        /** @description Limit reached. */
        LimitReachedProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 409;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "limit_reached";
            /** @description How much there may be. */
            limit?: number;
            /** @description How much of it is used. */
            used?: number;
            /**
             * Format: date-time
             * @description When it begins anew, of a limit by day.
             */
            resets_at?: string;
        };
        /** @description What a link of an e-mail is for. Looking does not use it up. */
        Link: {
            /** @constant */
            object: "link";
            /**
             * @description What it is for.
             * @enum {string}
             */
            kind: "sign_up" | "password_reset" | "invitation" | "email_change";
            /** @description Whom it was sent to. */
            email: string;
            /** @description Name of the person, where it is known. */
            name: string | null;
            /** @description Business that it leads to. */
            business_name: string | null;
            /** @description Role that it gives. */
            role: string | null;
            /**
             * Format: date-time
             * @description When it stops working.
             */
            expires_at: string;
        };
        /** @description Link not valid. */
        LinkInvalidProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 409;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "link_invalid";
        };
        /** @description A link to look at. */
        LinkLook: {
            /** @description Token of the link, as it stands behind `#token=`. */
            token: string;
        };
        /** @description Malformed JSON. */
        MalformedJsonProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 400;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "malformed_json";
        };
        /** @description Who is signed in, how far, and what they may do. */
        Me: {
            /** @constant */
            object: "me";
            user: {
                /** @description Id of the person. */
                id: string;
                /** @description Name. */
                name: string;
                /** @description E-mail. */
                email: string;
                /**
                 * @description Role of the person.
                 * @enum {string}
                 */
                role: "owner" | "buyer" | "finance" | "developer" | "read_only" | "admin" | "support" | "stock";
            };
            /** @description The business; null for staff, and until the sign-in is whole. */
            partner: {
                /** @description Id of the business. */
                id: string;
                /** @description Name of the business. */
                name: string;
                /** @description ISO 3166-1 alpha-2. */
                country: string | null;
                /** @description Its one currency. */
                currency: string;
                /**
                 * @description Whether live keys work.
                 * @enum {string}
                 */
                status: "new" | "approved" | "suspended";
                /** @description Why it is suspended. */
                suspended_reason: string | null;
                /** @description Whether a public key is registered. */
                sealed_codes: boolean;
            } | null;
            session: {
                /** @description Id of this session. */
                id: string;
                /**
                 * @description `second_factor`: answer it first. `enrolment`: set one up first. `active`: all is open.
                 * @enum {string}
                 */
                state: "active" | "second_factor" | "enrolment";
                /**
                 * Format: date-time
                 * @description When it ends at the latest.
                 */
                expires_at: string;
                /**
                 * Format: date-time
                 * @description Until when calls that need a step-up go through.
                 */
                proven_until: string | null;
            };
            second_factor: {
                /** @description Whether the role cannot do without. */
                required: boolean;
                /** @description What a proof may be given with now. */
                methods: ("password" | "totp" | "recovery_code" | "passkey")[];
                /** @description Whether an authenticator is set up. */
                totp: boolean;
                /** @description How many passkeys there are. */
                passkeys: number;
                /** @description How many codes are left. */
                recovery_codes: number;
            };
            /** @description Ids of the calls of this door that the role allows. */
            may: string[];
            /** @description Notifications not read yet. */
            unread: number;
        };
        /** @description A message. */
        MessageCreate: {
            /** @description Plain text. */
            text: string;
            attachments?: string[];
        };
        /** @description The new name. */
        NameChange: {
            /** @description Name of the person. */
            name: string;
        };
        /** @description The tier above the one in force. */
        NextTier: {
            /** @description Name of the tier. */
            name: string;
            /** @description Its discount in basis points. */
            discount_bps: number;
            /** @description Volume of 30 days from which it applies. */
            volume_required: string;
        };
        /** @description Not found. */
        NotFoundProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 404;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem.
             * @constant
             */
            code: "not_found";
        };
        /** @description Something that happened and concerns this person. */
        Notification: {
            /** @description Id of the notification. */
            id: string;
            /** @constant */
            object: "notification";
            /** @description What happened: `ticket.answered`, `kyc.approved`, …. */
            kind: string;
            /** @description The news in one sentence. */
            text: string;
            /** @description Page of the app to go to: `/support/tkt_…`. */
            path: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was read.
             */
            read_at: string | null;
        };
        /** @description Notifications, newest first. */
        NotificationList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Notification"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description What was read. */
        NotificationsRead: {
            /** @description Everything up to this one is marked as read. */
            until: string;
        };
        /** @description Order failed. */
        OrderFailedProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 409;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "order_failed";
        };
        /** @description Order not delivered yet. */
        OrderNotDeliveredProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 409;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: true;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "order_not_delivered";
        };
        /** @description Outcome unknown. */
        OutcomeUnknownProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 503;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: true;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "outcome_unknown";
        };
        /** @description Partner suspended. */
        PartnerSuspendedProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 403;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "partner_suspended";
        };
        /** @description A passkey of this person. */
        Passkey: {
            /** @description Id of the passkey. */
            id: string;
            /** @constant */
            object: "passkey";
            /** @description The name it was given. */
            name: string;
            /**
             * Format: date-time
             * @description When it was added.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last used.
             */
            last_used_at: string | null;
        };
        /** @description What the browser answered. */
        PasskeyAnswer: {
            /** @description The `flow` that came with the options. */
            flow: string;
            /** @description What the browser answered, as `toJSON()` of the credential gives it. */
            response: {
                [key: string]: unknown;
            };
        };
        /** @description A new passkey. */
        PasskeyCreate: {
            /** @description The `flow` that came with the options. */
            flow: string;
            /** @description A name to know it by. */
            name: string;
            /** @description What the browser answered, as `toJSON()` of the credential gives it. */
            response: {
                [key: string]: unknown;
            };
        };
        /** @description All passkeys of this person. */
        PasskeyList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Passkey"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description What to ask the authenticator; valid five minutes. */
        PasskeyOptions: {
            /** @constant */
            object: "passkey_options";
            /** @description The `flow` that came with the options. */
            flow: string;
            /** @description Give it to `parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON` of the browser. */
            options: {
                [key: string]: unknown;
            };
        };
        /** @description The new password. */
        PasswordChange: {
            /** @description Password of at least 10 characters; common ones are refused. */
            password: string;
        };
        /** @description The new password. */
        PasswordResetConfirm: {
            /** @description Token of the link, as it stands behind `#token=`. */
            token: string;
            /** @description Password of at least 10 characters; common ones are refused. */
            password: string;
        };
        /** @description Whose password to reset. */
        PasswordResetCreate: {
            /** @description E-mail of the account. */
            email: string;
        };
        /** @description Proof that it is you: `password` or `code`, or `flow` and `response` of a passkey. The password proves nothing to an account with a second factor. */
        Proof: {
            /**
             * @description How it is proven.
             * @enum {string}
             */
            method: "password" | "totp" | "recovery_code" | "passkey";
            /** @description Password. */
            password?: string;
            /** @description Six digits of an authenticator, or a recovery code. */
            code?: string;
            /** @description The `flow` that came with the options. */
            flow?: string;
            /** @description What the browser answered, as `toJSON()` of the credential gives it. */
            response?: {
                [key: string]: unknown;
            };
        };
        /** @description Proof refused. */
        ProofRefusedProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 403;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "proof_refused";
        };
        /** @description What is sold, without prices. */
        PublicCatalogue: {
            /** @constant */
            object: "catalogue";
            regions: components["schemas"]["CatalogueRegion"][];
            tiers: components["schemas"]["CatalogueTier"][];
        };
        /** @description The key that codes are sealed for. */
        PublicKey: {
            /** @constant */
            object: "public_key";
            /** @description The key as JWK text; null: codes are shown in the clear. */
            public_key: string | null;
            /** @description SHA-256 of the key in base64url (RFC 7638), to compare it by. */
            thumbprint: string | null;
        };
        /** @description The key that codes are sealed for. */
        PublicKeySet: {
            /** @description JWK text (P-256 or X25519); null: codes are shown in the clear again. */
            public_key: string | null;
        };
        /** @description Too many requests. */
        RateLimitedProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 429;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: true;
            /**
             * @description Stable name of the problem.
             * @constant
             */
            code: "rate_limited";
            /** @description Name of the limit that was hit, as in `RateLimit-Policy`. */
            policy: string;
            /** @description Whole seconds to wait. */
            retry_after: number;
        };
        /** @description Shown once. Empty when the codes made earlier stay in force. */
        RecoveryCodes: {
            /** @constant */
            object: "recovery_codes";
            codes: string[];
        };
        /** @description Who signs for the business. */
        Representative: {
            /** @description Full name. */
            name: string;
            /** @description Position in the business. */
            position: string;
            /** @description E-mail. */
            email: string;
            /** @description Telephone number. */
            phone: string | null;
        };
        /** @description A key with its secret, this once. */
        RevealedKey: {
            /** @constant */
            object: "revealed_key";
            api_key: components["schemas"]["ApiKey"];
            /** @description The whole key. Shown once. */
            key: string;
        };
        /** @description Not for your role. */
        RoleMissingProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 403;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "role_missing";
        };
        /** @description Second factor required. */
        SecondFactorRequiredProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 403;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "second_factor_required";
        };
        /** @description A browser that is signed in. */
        Session: {
            /** @description Id of the session. */
            id: string;
            /** @constant */
            object: "session";
            /** @description Whether it is the one that asks. */
            current: boolean;
            /** @description Address it was last used from. */
            address: string;
            /** @description Browser, as it names itself. */
            user_agent: string;
            /**
             * Format: date-time
             * @description When it was signed in.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last used, to the minute.
             */
            last_used_at: string;
            /**
             * Format: date-time
             * @description When it ends at the latest.
             */
            expires_at: string;
        };
        /** @description All sessions of this person. */
        SessionList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Session"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description Not signed in. */
        SessionRequiredProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 401;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem.
             * @constant
             */
            code: "session_required";
        };
        /** @description E-mail and password. */
        SignIn: {
            /** @description E-mail. */
            email: string;
            /** @description Password. */
            password: string;
        };
        /** @description Sign-in refused. */
        SignInRefusedProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 401;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem.
             * @constant
             */
            code: "sign_in_refused";
        };
        /** @description A business and its first person. */
        SignUp: {
            /** @description Name of the business. */
            business_name: string;
            /** @description ISO 3166-1 alpha-2. */
            country: string;
            /** @description ISO 4217; fixed for ever. Left out: `USD`. */
            currency?: string;
            /** @description Name of the person. */
            name: string;
            /** @description E-mail of the person; a link is sent there. */
            email: string;
            /** @description Password of at least 10 characters; common ones are refused. */
            password: string;
        };
        /** @description The link, and the password that was chosen: whoever only has the mailbox gets no account. */
        SignUpConfirm: {
            /** @description Token of the link, as it stands behind `#token=`. */
            token: string;
            /** @description Password. */
            password: string;
        };
        /** @description Confirm that it is you. */
        StepUpRequiredProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 403;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "step_up_required";
        };
        /** @description The test money to have. */
        TestBalanceSet: {
            /** @description What `balance` is to be, held money included, in the currency of the partner: `10000.00`. No less than is held. */
            balance: string;
        };
        /** @description A request to support and its answers. */
        Ticket: {
            /** @description Id of the ticket. */
            id: string;
            /** @constant */
            object: "ticket";
            /**
             * @description What it is about.
             * @enum {string}
             */
            topic: "api_access" | "webhook_registration" | "key_rotation" | "order" | "claim" | "billing" | "other";
            /** @description In a few words. */
            subject: string;
            /**
             * @description `open` waits for staff, `waiting` for the partner.
             * @enum {string}
             */
            status: "open" | "waiting" | "closed";
            /**
             * Format: date-time
             * @description When staff promise to have answered; null while nobody waits for them.
             */
            due_at: string | null;
            /**
             * Format: date-time
             * @description When it was opened.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Last change.
             */
            updated_at: string;
            /**
             * Format: date-time
             * @description When it was closed.
             */
            closed_at: string | null;
            /** @description The endpoint to register. */
            webhook: components["schemas"]["WebhookRequest"] | null;
            /** @description The endpoint, once registered. */
            webhook_endpoint_id: string | null;
            /** @description Key it is about. */
            key_id: string | null;
            /** @description Order it is about. */
            order_id: string | null;
            /** @description Claim it is about. */
            claim_id: string | null;
            /**
             * Format: date-time
             * @description Until when the secret of its endpoint can be drawn; null: there is none to draw.
             */
            webhook_secret_until: string | null;
            messages: components["schemas"]["TicketMessage"][];
        };
        /** @description A request to support. */
        TicketCreate: {
            /**
             * @description What it is about.
             * @enum {string}
             */
            topic: "api_access" | "webhook_registration" | "key_rotation" | "order" | "claim" | "billing" | "other";
            /** @description In a few words. */
            subject: string;
            /** @description The first message. */
            text: string;
            attachments?: string[];
            webhook?: components["schemas"]["WebhookRequest"];
            /** @description Key to rotate. */
            key_id?: string;
            /** @description Order it is about. */
            order_id?: string;
            /** @description Claim it is about. */
            claim_id?: string;
        };
        /** @description Tickets, last changed first. */
        TicketList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["TicketSummary"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description A message. */
        TicketMessage: {
            /** @description Id of the message. */
            id: string;
            author: components["schemas"]["Author"];
            /** @description Plain text. */
            text: string;
            attachments: components["schemas"]["UploadedFile"][];
            /**
             * Format: date-time
             * @description When it was written.
             */
            created_at: string;
        };
        /** @description A line of the list. */
        TicketSummary: {
            /** @description Id of the ticket. */
            id: string;
            /** @constant */
            object: "ticket";
            /**
             * @description What it is about.
             * @enum {string}
             */
            topic: "api_access" | "webhook_registration" | "key_rotation" | "order" | "claim" | "billing" | "other";
            /** @description In a few words. */
            subject: string;
            /**
             * @description `open` waits for staff, `waiting` for the partner.
             * @enum {string}
             */
            status: "open" | "waiting" | "closed";
            /**
             * Format: date-time
             * @description When staff promise to have answered; null while nobody waits for them.
             */
            due_at: string | null;
            /**
             * Format: date-time
             * @description When it was opened.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Last change.
             */
            updated_at: string;
            /**
             * Format: date-time
             * @description When it was closed.
             */
            closed_at: string | null;
        };
        /** @description One step of a case. */
        TimelineEntry: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * @description Whose side.
             * @enum {string}
             */
            actor: "partner" | "staff" | "system";
            /** @description Who, where it may be told. */
            name: string | null;
            /** @description `submitted`, `document_added`, `asked`, `approved`, …. */
            event: string;
            /** @description What was said. */
            text: string | null;
        };
        /** @description The first code of the authenticator. */
        TotpConfirm: {
            /** @description Six digits of an authenticator, or a recovery code. */
            code: string;
        };
        /** @description A new secret; it counts once a code of it is confirmed. */
        TotpSetup: {
            /** @constant */
            object: "totp_setup";
            /** @description The secret in base32, to type in. */
            secret: string;
            /** @description `otpauth://` address, to show as a QR code. */
            uri: string;
        };
        /** @description Unavailable. */
        UnavailableProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 503;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: true;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "unavailable";
        };
        /** @description Unsupported media type. */
        UnsupportedMediaTypeProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 415;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem.
             * @constant
             */
            code: "unsupported_media_type";
        };
        /** @description An upload. One that nothing refers to is removed after a day. */
        UploadedFile: {
            /** @description Id of the file. */
            id: string;
            /** @constant */
            object: "file";
            /** @description Name it was uploaded under, cleaned. */
            name: string;
            /**
             * @description What it is, by its content.
             * @enum {string}
             */
            media_type: "application/pdf" | "image/jpeg" | "image/png" | "image/webp";
            /** @description Bytes. */
            size: number;
            /**
             * Format: date-time
             * @description When it was uploaded.
             */
            created_at: string;
        };
        /** @description Validation failed. */
        ValidationFailedProblem: {
            /**
             * Format: uri-reference
             * @description Page that explains the code.
             */
            type: string;
            /** @description The problem in a few words. */
            title: string;
            /**
             * @description The HTTP status.
             * @constant
             */
            status: 422;
            /** @description One sentence that a person can act on. */
            detail: string;
            /** @description Id of the request, as in `X-Request-Id`; give it to support. */
            request_id: string;
            /**
             * @description Whether the same request may succeed later without a change.
             * @constant
             */
            retryable: false;
            /**
             * @description Stable name of the problem. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "validation_failed";
            errors: components["schemas"]["FieldError"][];
        };
        /** @description What would settle the claim sooner. */
        WantedEvidence: {
            /** @description Name to give with an upload. */
            item: string;
            /** @description What to send, in one sentence. */
            detail: string;
            /** @description Whether something was sent under this name. */
            given: boolean;
        };
        /** @description An endpoint to register. */
        WebhookRequest: {
            /** @description https address that receives. */
            url: string;
            /** @description Only these; all but `inventory.changed` where it is left out. */
            events?: string[];
            /**
             * @description Whose events.
             * @enum {string}
             */
            mode: "live" | "test";
        };
    };
    responses: {
        /** @description The body is too large. */
        BodyTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["BodyTooLargeProblem"];
            };
        };
        /** @description The caller may not do this. */
        CsrfRefused: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CsrfRefusedProblem"];
            };
        };
        /** @description The caller may not do this. */
        CsrfRefusedOrPartnerSuspendedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CsrfRefusedProblem"] | components["schemas"]["PartnerSuspendedProblem"] | components["schemas"]["RoleMissingProblem"] | components["schemas"]["SecondFactorRequiredProblem"] | components["schemas"]["StepUpRequiredProblem"];
            };
        };
        /** @description The caller may not do this. */
        CsrfRefusedOrPartnerSuspendedOrSecondFactorRequiredOrStepUpRequired: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CsrfRefusedProblem"] | components["schemas"]["PartnerSuspendedProblem"] | components["schemas"]["SecondFactorRequiredProblem"] | components["schemas"]["StepUpRequiredProblem"];
            };
        };
        /** @description The caller may not do this. */
        CsrfRefusedOrProofRefusedOrSecondFactorRequiredOrStepUpRequired: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CsrfRefusedProblem"] | components["schemas"]["ProofRefusedProblem"] | components["schemas"]["SecondFactorRequiredProblem"] | components["schemas"]["StepUpRequiredProblem"];
            };
        };
        /** @description The caller may not do this. */
        CsrfRefusedOrRoleMissingOrSecondFactorRequired: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CsrfRefusedProblem"] | components["schemas"]["RoleMissingProblem"] | components["schemas"]["SecondFactorRequiredProblem"];
            };
        };
        /** @description The caller may not do this. */
        CsrfRefusedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CsrfRefusedProblem"] | components["schemas"]["RoleMissingProblem"] | components["schemas"]["SecondFactorRequiredProblem"] | components["schemas"]["StepUpRequiredProblem"];
            };
        };
        /** @description The caller may not do this. */
        CsrfRefusedOrSecondFactorRequired: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CsrfRefusedProblem"] | components["schemas"]["SecondFactorRequiredProblem"];
            };
        };
        /** @description The caller may not do this. */
        CsrfRefusedOrSecondFactorRequiredOrStepUpRequired: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CsrfRefusedProblem"] | components["schemas"]["SecondFactorRequiredProblem"] | components["schemas"]["StepUpRequiredProblem"];
            };
        };
        /** @description The state of things does not allow it. */
        IdempotencyInProgressOrInvalidStateOrLimitReached: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["IdempotencyInProgressProblem"] | components["schemas"]["InvalidStateProblem"] | components["schemas"]["LimitReachedProblem"];
            };
        };
        /** @description The state of things does not allow it. */
        IdempotencyInProgressOrLimitReached: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["IdempotencyInProgressProblem"] | components["schemas"]["LimitReachedProblem"];
            };
        };
        /** @description The request cannot be read. */
        IdempotencyKeyInvalidOrMalformedJson: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["IdempotencyKeyInvalidProblem"] | components["schemas"]["MalformedJsonProblem"];
            };
        };
        /** @description The request was read, but cannot be accepted. */
        IdempotencyKeyReusedOrValidationFailed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["ValidationFailedProblem"];
            };
        };
        /** @description Something went wrong on our side. */
        Internal: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InternalProblem"];
            };
        };
        /** @description The state of things does not allow it. */
        InvalidStateOrLimitReached: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InvalidStateProblem"] | components["schemas"]["LimitReachedProblem"];
            };
        };
        /** @description The state of things does not allow it. */
        InvalidStateOrLimitReachedOrLinkInvalid: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InvalidStateProblem"] | components["schemas"]["LimitReachedProblem"] | components["schemas"]["LinkInvalidProblem"];
            };
        };
        /** @description The state of things does not allow it. */
        LimitReached: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["LimitReachedProblem"];
            };
        };
        /** @description The state of things does not allow it. */
        LimitReachedOrLinkInvalid: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["LimitReachedProblem"] | components["schemas"]["LinkInvalidProblem"];
            };
        };
        /** @description The request cannot be read. */
        MalformedJson: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["MalformedJsonProblem"];
            };
        };
        /** @description There is nothing of that name. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NotFoundProblem"];
            };
        };
        /** @description The service cannot answer at the moment. */
        OutcomeUnknownOrUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["OutcomeUnknownProblem"] | components["schemas"]["UnavailableProblem"];
            };
        };
        /** @description A limit was reached. */
        RateLimited: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RateLimitedProblem"];
            };
        };
        /** @description The caller may not do this. */
        RoleMissingOrSecondFactorRequired: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RoleMissingProblem"] | components["schemas"]["SecondFactorRequiredProblem"];
            };
        };
        /** @description The caller may not do this. */
        SecondFactorRequired: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["SecondFactorRequiredProblem"];
            };
        };
        /** @description Nobody valid is asking. */
        SessionRequired: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["SessionRequiredProblem"];
            };
        };
        /** @description Nobody valid is asking. */
        SignInRefused: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["SignInRefusedProblem"];
            };
        };
        /** @description The service cannot answer at the moment. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["UnavailableProblem"];
            };
        };
        /** @description The body is not JSON. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
            };
        };
        /** @description The request was read, but cannot be accepted. */
        ValidationFailed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ValidationFailedProblem"];
            };
        };
    };
    parameters: {
        /**
         * @description Makes a retry safe: the same key and request have one effect, whatever is lost on the way. Kept 30 days, and used up by success only. Strongly advised.
         * @example 6f1d3c52-5a34-4b0c-9a53-0f0f3b1c9a10
         */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /** @description Id of this request (`req_…`); give it to support. */
        "X-Request-Id": string;
        /** @description `private` for what depends on the partner, `no-store` for codes. */
        "Cache-Control": string;
        /** @description Whole seconds to wait before the next request; 0 while some remain. */
        "Retry-After": number;
        /** @description `Bearer` for the partner API, `Session` for the doors of people. */
        "WWW-Authenticate": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getCatalogue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is sold. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicCatalogue"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            /** @description An e-mail is on its way. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["MalformedJson"];
            403: components["responses"]["CsrfRefused"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    confirmSignUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUpConfirm"];
            };
        };
        responses: {
            /** @description Who is signed in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SignInRefused"];
            403: components["responses"]["CsrfRefused"];
            409: components["responses"]["LimitReachedOrLinkInvalid"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    listColleagues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The people. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ColleagueList"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeColleague: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the person. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ColleagueChange"];
            };
        };
        responses: {
            /** @description The colleague. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Colleague"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrPartnerSuspendedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    listInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invitations. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationList"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["RoleMissingOrSecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    invite: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key and request have one effect, whatever is lost on the way. Kept 30 days, and used up by success only. Strongly advised.
                 * @example 6f1d3c52-5a34-4b0c-9a53-0f0f3b1c9a10
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationCreate"];
            };
        };
        responses: {
            /** @description The invitation. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["IdempotencyKeyInvalidOrMalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrPartnerSuspendedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["IdempotencyInProgressOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the invitation. */
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    getOpenapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Version of the OpenAPI specification. */
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Who is signed in, and how far. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SignInRefused"];
            403: components["responses"]["CsrfRefused"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    passkeyRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The options. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            400: components["responses"]["MalformedJson"];
            403: components["responses"]["CsrfRefused"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    signInPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyAnswer"];
            };
        };
        responses: {
            /** @description Who is signed in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SignInRefused"];
            403: components["responses"]["CsrfRefused"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    signInSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proof"];
            };
        };
        responses: {
            /** @description Who is signed in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            /** @description The caller may not do this. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CsrfRefusedProblem"] | components["schemas"]["ProofRefusedProblem"];
                };
            };
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefused"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is signed in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: components["responses"]["SessionRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeName: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameChange"];
            };
        };
        responses: {
            /** @description Who is signed in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrSecondFactorRequired"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    requestEmailChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailChange"];
            };
        };
        responses: {
            /** @description An e-mail is on its way. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    confirmEmailChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailChangeConfirm"];
            };
        };
        responses: {
            /** @description Who is signed in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["InvalidStateOrLimitReachedOrLinkInvalid"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    stepUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proof"];
            };
        };
        responses: {
            /** @description Who is signed in, and until when it is proven. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            /** @description The caller may not do this. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CsrfRefusedProblem"] | components["schemas"]["ProofRefusedProblem"] | components["schemas"]["SecondFactorRequiredProblem"];
                };
            };
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordResetCreate"];
            };
        };
        responses: {
            /** @description If there is such an account, an e-mail is on its way. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["MalformedJson"];
            403: components["responses"]["CsrfRefused"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    confirmPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordResetConfirm"];
            };
        };
        responses: {
            /** @description Set. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["MalformedJson"];
            403: components["responses"]["CsrfRefused"];
            409: components["responses"]["LimitReachedOrLinkInvalid"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    lookAtLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkLook"];
            };
        };
        responses: {
            /** @description What it is for. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            400: components["responses"]["MalformedJson"];
            403: components["responses"]["CsrfRefused"];
            409: components["responses"]["LimitReachedOrLinkInvalid"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationAccept"];
            };
        };
        responses: {
            /** @description Who is signed in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["MalformedJson"];
            403: components["responses"]["CsrfRefused"];
            409: components["responses"]["InvalidStateOrLimitReachedOrLinkInvalid"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sessions. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the session. */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    revokeOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrSecondFactorRequired"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                /** @description Most entries of one page. */
                limit?: number;
                /** @description `next_cursor` of the page before, unchanged, with the same filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of notifications. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationList"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    readNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotificationsRead"];
            };
        };
        responses: {
            /** @description Marked. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrSecondFactorRequired"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    startTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret, shown once. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpSetup"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    confirmTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TotpConfirm"];
            };
        };
        responses: {
            /** @description Recovery codes, if these are the first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrProofRefusedOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    removeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrPartnerSuspendedOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    renewRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The codes, shown once. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrPartnerSuspendedOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    listPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The passkeys. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyList"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    addPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyCreate"];
            };
        };
        responses: {
            /** @description Recovery codes, if these are the first. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrProofRefusedOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    startPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The options. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    removePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the passkey. */
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrPartnerSuspendedOrSecondFactorRequiredOrStepUpRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    getStarted: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The steps. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetStarted"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getBusiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessProfile"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    setBusiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BusinessProfileInput"];
            };
        };
        responses: {
            /** @description The profile. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessProfile"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    getKycCase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The case; there always is one. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KycCase"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    addKycDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KycDocumentAdd"];
            };
        };
        responses: {
            /** @description The case. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KycCase"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    removeKycDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of its file. */
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The case. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KycCase"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    submitKycCase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KycSubmit"];
            };
        };
        responses: {
            /** @description The case. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KycCase"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            /** @description The state of things does not allow it. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CaseIncompleteProblem"] | components["schemas"]["InvalidStateProblem"] | components["schemas"]["LimitReachedProblem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    uploadFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description The file. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedFile"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    downloadFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the file. */
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["RoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getBalance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The balance. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTestBalance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The balance. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    setTestBalance: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key and request have one effect, whatever is lost on the way. Kept 30 days, and used up by success only. Strongly advised.
                 * @example 6f1d3c52-5a34-4b0c-9a53-0f0f3b1c9a10
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestBalanceSet"];
            };
        };
        responses: {
            /** @description The balance. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            400: components["responses"]["IdempotencyKeyInvalidOrMalformedJson"];
            401: components["responses"]["SessionRequired"];
            /** @description The caller may not do this. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CsrfRefusedProblem"] | components["schemas"]["PartnerSuspendedProblem"] | components["schemas"]["RoleMissingProblem"] | components["schemas"]["SecondFactorRequiredProblem"];
                };
            };
            409: components["responses"]["IdempotencyInProgressOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    listTickets: {
        parameters: {
            query?: {
                /** @description Only tickets in this state. */
                status?: "open" | "waiting" | "closed";
                /** @description Only tickets of this topic. */
                topic?: "api_access" | "webhook_registration" | "key_rotation" | "order" | "claim" | "billing" | "other";
                /** @description Most entries of one page. */
                limit?: number;
                /** @description `next_cursor` of the page before, unchanged, with the same filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tickets. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketList"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createTicket: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key and request have one effect, whatever is lost on the way. Kept 30 days, and used up by success only. Strongly advised.
                 * @example 6f1d3c52-5a34-4b0c-9a53-0f0f3b1c9a10
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketCreate"];
            };
        };
        responses: {
            /** @description The ticket. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["IdempotencyKeyInvalidOrMalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInProgressOrInvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    getTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the ticket. */
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    addTicketMessage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key and request have one effect, whatever is lost on the way. Kept 30 days, and used up by success only. Strongly advised.
                 * @example 6f1d3c52-5a34-4b0c-9a53-0f0f3b1c9a10
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the ticket. */
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageCreate"];
            };
        };
        responses: {
            /** @description The ticket. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["IdempotencyKeyInvalidOrMalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInProgressOrInvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    closeTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the ticket. */
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    reopenTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the ticket. */
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    drawWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the ticket. */
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret, shown once. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawnWebhookSecret"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrPartnerSuspendedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createTestKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key and request have one effect, whatever is lost on the way. Kept 30 days, and used up by success only. Strongly advised.
                 * @example 6f1d3c52-5a34-4b0c-9a53-0f0f3b1c9a10
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, shown once. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedKey"];
                };
            };
            400: components["responses"]["IdempotencyKeyInvalidOrMalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrPartnerSuspendedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["IdempotencyInProgressOrInvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    revealKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the key. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, shown once. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedKey"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrPartnerSuspendedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    restrictKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the key. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRestrict"];
            };
        };
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the key. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRevoke"];
            };
        };
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    getPublicKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, or that there is none. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicKey"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    setPublicKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublicKeySet"];
            };
        };
        responses: {
            /** @description The key, or that there is none. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicKey"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrPartnerSuspendedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    listClaims: {
        parameters: {
            query?: {
                /** @description Whose claims: of live or of test orders. */
                mode?: "live" | "test";
                /** @description Only claims in this state. */
                status?: "open" | "under_review" | "needs_info" | "approved" | "rejected" | "withdrawn";
                /** @description Only claims for this reason. */
                reason?: "invalid" | "wrong_region" | "failed" | "already_redeemed";
                /** @description Only claims on this order. */
                order_id?: string;
                /** @description Most entries of one page. */
                limit?: number;
                /** @description `next_cursor` of the page before, unchanged, with the same filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of claims. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimList"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createClaim: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key and request have one effect, whatever is lost on the way. Kept 30 days, and used up by success only. Strongly advised.
                 * @example 6f1d3c52-5a34-4b0c-9a53-0f0f3b1c9a10
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimCreate"];
            };
        };
        responses: {
            /** @description The claim. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimFile"];
                };
            };
            400: components["responses"]["IdempotencyKeyInvalidOrMalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            /** @description The state of things does not allow it. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ClaimWindowClosedProblem"] | components["schemas"]["CodeAlreadyClaimedProblem"] | components["schemas"]["IdempotencyInProgressProblem"] | components["schemas"]["LimitReachedProblem"] | components["schemas"]["OrderFailedProblem"] | components["schemas"]["OrderNotDeliveredProblem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    getClaim: {
        parameters: {
            query?: {
                /** @description Whose claims: of live or of test orders. */
                mode?: "live" | "test";
            };
            header?: never;
            path: {
                /** @description Id of the claim. */
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The claim. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimFile"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getClaimableOrder: {
        parameters: {
            query?: {
                /** @description Whose claims: of live or of test orders. */
                mode?: "live" | "test";
            };
            header?: never;
            path: {
                /** @description Id of the order. */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order and its codes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimableOrder"];
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["SecondFactorRequired"];
            404: components["responses"]["NotFound"];
            /** @description The state of things does not allow it. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OrderFailedProblem"] | components["schemas"]["OrderNotDeliveredProblem"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    addClaimMessage: {
        parameters: {
            query?: {
                /** @description Whose claims: of live or of test orders. */
                mode?: "live" | "test";
            };
            header?: {
                /**
                 * @description Makes a retry safe: the same key and request have one effect, whatever is lost on the way. Kept 30 days, and used up by success only. Strongly advised.
                 * @example 6f1d3c52-5a34-4b0c-9a53-0f0f3b1c9a10
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the claim. */
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimMessageCreate"];
            };
        };
        responses: {
            /** @description The claim. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimFile"];
                };
            };
            400: components["responses"]["IdempotencyKeyInvalidOrMalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInProgressOrInvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    addClaimEvidence: {
        parameters: {
            query?: {
                /** @description What it is evidence of: an `item` of the claim’s `evidence`. */
                item?: "error_screenshot" | "attempt_time" | "store_region" | "received_text" | "request_id" | "sale_record" | "customer_report";
                /** @description Whose claims: of live or of test orders. */
                mode?: "live" | "test";
            };
            header?: {
                /**
                 * @description Makes a retry safe: the same key and request have one effect, whatever is lost on the way. Kept 30 days, and used up by success only. Strongly advised.
                 * @example 6f1d3c52-5a34-4b0c-9a53-0f0f3b1c9a10
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the claim. */
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description The evidence. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimEvidence"];
                };
            };
            400: components["responses"]["IdempotencyKeyInvalidOrMalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInProgressOrInvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    downloadClaimFile: {
        parameters: {
            query?: {
                /** @description Whose claims: of live or of test orders. */
                mode?: "live" | "test";
            };
            header?: never;
            path: {
                /** @description Id of the claim. */
                claim_id: string;
                /** @description Id of the file. */
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["RoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawClaim: {
        parameters: {
            query?: {
                /** @description Whose claims: of live or of test orders. */
                mode?: "live" | "test";
            };
            header?: {
                /**
                 * @description Makes a retry safe: the same key and request have one effect, whatever is lost on the way. Kept 30 days, and used up by success only. Strongly advised.
                 * @example 6f1d3c52-5a34-4b0c-9a53-0f0f3b1c9a10
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the claim. */
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The claim, withdrawn. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimFile"];
                };
            };
            400: components["responses"]["IdempotencyKeyInvalidOrMalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInProgressOrInvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
}
