// Generated from the contract by `npm run gen`; do not edit.
export interface paths {
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
    "/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the staff
         * @description All of them, newest first.
         */
        get: operations["listStaff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/staff/{user_id}": {
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
         * Change a role, or disable a person
         * @description Takes effect with their next request; one more admin waits for a second admin (202). There is always an admin.
         */
        patch: operations["changeStaff"];
        trace?: never;
    };
    "/staff/{user_id}/reset-second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset a second factor
         * @description For somebody who lost theirs. It waits for a second admin; then they are signed out everywhere, and set one up anew at their next sign-in.
         */
        post: operations["resetStaffFactors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
         * Invite somebody to the staff
         * @description Sends a link that works once, for seven days. Nobody is invited as an admin: that takes two people, once they are here.
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
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log
         * @description Newest first. With `Accept: text/csv` everything that the filters take, up to 50,000 entries.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/emails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the outbox
         * @description E-mails, newest first.
         */
        get: operations["listEmails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/emails/{email_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an e-mail
         * @description With its text. Secret links are shown to admins only, only while no mail server has taken it, and audited; never to who asked for one, and those that open an account of the staff to nobody.
         */
        get: operations["getEmail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/emails/{email_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an e-mail again
         * @description One that was given up.
         */
        post: operations["retryEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List proposals
         * @description What waits for a second person, and what became of others; newest first.
         */
        get: operations["listProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/proposals/{proposal_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a proposal
         * @description By an admin who was one when it was proposed, did not propose it, and whom it does not concern. It takes effect with the reply.
         */
        post: operations["approveProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/proposals/{proposal_id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a proposal
         * @description By an admin, by who proposed it or by whom it concerns; where nobody can approve it, by anybody of the staff.
         */
        post: operations["refuseProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what waits for a person
         * @description Counts, for the first page and the marks beside the navigation.
         */
        get: operations["getToday"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List businesses
         * @description Newest first.
         */
        get: operations["listPartners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners/{partner_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a business
         * @description Profile, review, keys, limits, balance and people, on one page.
         */
        get: operations["getPartner"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners/{partner_id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a business
         * @description With a reason that it is told. Its keys answer 403 within a second; its data stays readable to it.
         */
        post: operations["suspendPartner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners/{partner_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a business go on
         * @description Its keys work again within a second.
         */
        post: operations["resumePartner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners/{partner_id}/limits": {
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
         * Change limits
         * @description Credit, invoices, approval and requests. More credit than one person may give waits for an admin (202); the rest takes effect at once.
         */
        patch: operations["setPartnerLimits"];
        trace?: never;
    };
    "/partners/{partner_id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a key
         * @description It is kept sealed until a person of the business sees it, once. A live key needs an approved business. The API Access Request it answers closes in the same commit.
         */
        post: operations["issueKey"];
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
         * Change what a key may do
         * @description Scopes, networks, limits, caps and end.
         */
        patch: operations["changeKey"];
        trace?: never;
    };
    "/keys/{key_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a key
         * @description Issues a successor for the partner to see once; the old key stays valid for the overlap.
         */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/kyc-cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reviews
         * @description The longest waiting first.
         */
        get: operations["listKycCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/kyc-cases/{case_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a review
         * @description The whole case: profile, checklist, documents, timeline.
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
    "/kyc-cases/{case_id}/checklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tick an item
         * @description Accepts an item, wants it again, or takes that back. Told to the partner by `ask`.
         */
        post: operations["markKycItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/kyc-cases/{case_id}/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for more
         * @description The partner is told, and can edit the case again.
         */
        post: operations["askForMore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/kyc-cases/{case_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a business
         * @description With a reason and for a time; then it must be reviewed again.
         */
        post: operations["approveKycCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/kyc-cases/{case_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn a business down
         * @description With a reason that it is told.
         */
        post: operations["rejectKycCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/kyc-cases/{case_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Review again
         * @description A decided case, with a reason. What was approved stays so until the new decision.
         */
        post: operations["reopenKycCase"];
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
         * @description PDF, JPEG, PNG or WebP up to 10 MiB, to attach to a message.
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
         * @description As an attachment. Every download of a document is audited.
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
    "/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tickets
         * @description The soonest due first.
         */
        get: operations["listTickets"];
        put?: never;
        post?: never;
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
         * @description With messages and notes, oldest first.
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
         * Answer, or write a note
         * @description An answer is told to the partner and stops the clock; a note does neither.
         */
        post: operations["addTicketMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{ticket_id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign a ticket
         * @description To a person of the staff, or to nobody.
         */
        post: operations["assignTicket"];
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
         * @description Either side can open it again.
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
         * @description Its clock runs again.
         */
        post: operations["reopenTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{ticket_id}/register-webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register the endpoint of a ticket
         * @description Checks the address, registers the endpoint, says so in the ticket and closes it. The signing secret is shown to the partner only.
         */
        post: operations["registerTicketWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/canned-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List canned answers
         * @description All of them, by title.
         */
        get: operations["listCannedAnswers"];
        put?: never;
        /**
         * Keep an answer
         * @description For everybody on the staff.
         */
        post: operations["createCannedAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/canned-answers/{answer_id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove an answer
         * @description Tickets that used it keep their text.
         */
        post: operations["removeCannedAnswer"];
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
         * @description Those to decide, unless a state is asked for: high priority first, then age.
         */
        get: operations["listClaims"];
        put?: never;
        /**
         * Open a claim for a partner
         * @description Also after its window with `late`, where the fault is ours.
         */
        post: operations["openClaim"];
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
         * @description With everything that decides about it: lot, supplier and cost of each code, who read the codes, other claims of the lots and of the business, messages, evidence, decisions.
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
    "/claims/{claim_id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a claim up
         * @description The partner sees that somebody looks at it.
         */
        post: operations["startClaimReview"];
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
         * Write to the partner
         * @description With `ask` the claim waits for the answer, and its clock with it.
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
         * Add evidence
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
    "/claims/{claim_id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide on a claim
         * @description Each code is replaced, refunded or rejected with a reason, in one commit. Above a limit it is only proposed, until another person decides the same.
         */
        post: operations["decideClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claim-figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the figures of claims
         * @description Claim rates by lot, supplier, partner and region, and how long claims took.
         */
        get: operations["getClaimFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recoveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what suppliers owe
         * @description For codes that were made good, the soonest due first; at most 1,000.
         */
        get: operations["listRecoveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recoveries/{code_id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say how asking a supplier went
         * @description Asked, recovered with its amount, or written off.
         */
        post: operations["settleRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List lots
         * @description Live ones, newest first, with what was claimed of each.
         */
        get: operations["listLots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lots/{lot_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a lot
         * @description Who has its codes, what could replace them, and how its recall stands.
         */
        get: operations["getLot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lots/{lot_id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Recall a lot
         * @description Freezes what is unsold, opens a claim for every order with codes of it and tells each partner once. Running it again does what is left.
         */
        post: operations["recallLot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lots/{lot_id}/recall/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide all claims of a recall
         * @description Replaced, refunded, or replaced as long as there is stock. What they give away together decides whether it takes two people.
         */
        post: operations["resolveRecall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/withdrawn-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List withdrawn codes
         * @description Live codes that were made good before anybody had read them, the newest first. They are never shown again; those that wait can be sold again or written off.
         */
        get: operations["listWithdrawnCodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/withdrawn-codes/{code_id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what becomes of a withdrawn code
         * @description It goes back to stock under another id, and its supplier owes nothing for it; or it is written off. A code of a recalled lot, an expired one, and one that its supplier paid for can only be written off. It cannot be undone.
         */
        post: operations["settleWithdrawnCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claim-choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what claims can be narrowed down to
         * @description Suppliers that ever sold us a lot, and regions with products.
         */
        get: operations["getClaimChoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claim-terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read limits and promised times
         * @description Of every currency and tier in use.
         */
        get: operations["getClaimTerms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claim-terms/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set what one person may give away
         * @description In one currency, for decisions from now on. Less takes effect at once, more waits for a second admin (202).
         */
        post: operations["setDecisionLimit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claim-terms/tiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Promise a tier other times
         * @description For claims filed from now on.
         */
        post: operations["setTierTerms"];
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
        /** @description One act. */
        AuditEntry: {
            /** @description Number of the entry. */
            id: string;
            /** @constant */
            object: "audit_entry";
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description `staff:usr_…`, `person:usr_…`, `key:key_…`, `system:…`. */
            actor: string;
            /** @description Name of the person, where it is one. */
            actor_name: string | null;
            /** @description Business that it concerns. */
            partner_id: string | null;
            /** @description `key.issued`, `partner.changed`, …. */
            action: string;
            /** @description What it was done to. */
            subject: string;
            /** @description From where. */
            address: string | null;
            /** @description In which request. */
            request_id: string | null;
            /** @description What changed, before and after. Never a secret. */
            detail: {
                [key: string]: unknown;
            };
            /** @description Place in the chain; null for a few seconds. */
            position: number | null;
        };
        /** @description Acts, newest first. */
        AuditList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["AuditEntry"][];
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
        /** @description A decision that waits for a second person. */
        BulkProposal: {
            /** @description What is proposed; null where it differs by code. */
            resolution: string | null;
            /** @description Who proposed it, as the audit names it. */
            by: string;
            /** @description The name of that person. */
            name: string | null;
            /** @description Claims it is proposed for. */
            claims: number;
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
        /** @description An answer to start from. */
        CannedAnswer: {
            /** @description Id of the answer. */
            id: string;
            /** @constant */
            object: "canned_answer";
            /** @description A name to find it by. */
            title: string;
            /**
             * @description Topic it is for; null: any.
             * @enum {string|null}
             */
            topic: "api_access" | "webhook_registration" | "key_rotation" | "order" | "claim" | "billing" | "other" | null;
            /** @description What it says. */
            text: string;
        };
        /** @description An answer to keep. */
        CannedAnswerInput: {
            /** @description A name to find it by. */
            title: string;
            /**
             * @description Topic it is for; null: any.
             * @enum {string|null}
             */
            topic: "api_access" | "webhook_registration" | "key_rotation" | "order" | "claim" | "billing" | "other" | null;
            /** @description What it says. */
            text: string;
        };
        /** @description All of them. */
        CannedAnswerList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["CannedAnswer"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
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
        /** @description What claims and lots can be narrowed down to. */
        ClaimChoices: {
            /** @constant */
            object: "claim_choices";
            /** @description Names of suppliers. */
            suppliers: string[];
            /** @description Regions with products. */
            regions: string[];
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
        /** @description A decision on every code of a claim. */
        ClaimDecision: {
            /** @description Each code once. */
            codes: components["schemas"]["CodeDecision"][];
            /** @description Refund what cannot be replaced. Left out: `false`. */
            or_refund?: boolean;
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
        /** @description What claims say of suppliers, partners and ourselves. */
        ClaimFigures: {
            /** @constant */
            object: "claim_figures";
            /**
             * Format: date-time
             * @description Of partners, regions and times.
             */
            from: string;
            /**
             * Format: date-time
             * @description Until when.
             */
            until: string;
            lots: components["schemas"]["ClaimRate"][];
            suppliers: components["schemas"]["ClaimRate"][];
            partners: components["schemas"]["ClaimRate"][];
            regions: components["schemas"]["ClaimRate"][];
            times: components["schemas"]["ClaimTimes"][];
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
        /** @description How much of what was sold was claimed. */
        ClaimRate: {
            /** @description Id or name of what it is about. */
            name: string;
            /** @description What people call it, where that is not its name. */
            title: string | null;
            /** @description Codes sold. */
            sold: number;
            /** @description Codes claimed. */
            claimed: number;
            /** @description Codes made good. */
            approved: number;
            /** @description Approved of sold, in basis points; null where none were sold. */
            rate_bps: number | null;
        };
        /** @description Another claim. */
        ClaimRef: {
            /** @description Id of the claim. */
            id: string;
            /**
             * @description Where it stands.
             * @enum {string}
             */
            status: "open" | "under_review" | "needs_info" | "approved" | "rejected" | "withdrawn";
            /**
             * @description Why it was filed.
             * @enum {string}
             */
            reason: "invalid" | "wrong_region" | "failed" | "already_redeemed";
            /** @description How many codes. */
            codes: number;
            /**
             * Format: date-time
             * @description When it was filed.
             */
            created_at: string;
        };
        /** @description Limits of decisions, and promised times. */
        ClaimTerms: {
            /** @constant */
            object: "claim_terms";
            limits: components["schemas"]["DecisionLimit"][];
            /** @description Tiers with terms of their own. */
            tiers: components["schemas"]["TierTerms"][];
            /** @description Tiers that have the default. */
            tiers_without: string[];
            defaults: components["schemas"]["DefaultTerms"][];
        };
        /** @description How long claims took. */
        ClaimTimes: {
            /**
             * @description Priority of the claims.
             * @enum {string}
             */
            priority: "high" | "normal";
            /** @description Claims filed. */
            claims: number;
            /** @description Of these, decided. */
            decided: number;
            /** @description Decided in the time promised. */
            in_time: number;
            /** @description Half had a first answer within. */
            answer_median_ms: number | null;
            /** @description Half were decided within. */
            decision_median_ms: number | null;
            /** @description Nine of ten were decided within. */
            decision_p90_ms: number | null;
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
        /** @description The order, in short. */
        ClaimedOrder: {
            /** @description Id of the order. */
            id: string;
            /** @description What was bought. */
            sku: string;
            /** @description How many codes. */
            quantity: number;
            /** @description Price of one. */
            unit_price: string;
            /** @description Price of all. */
            total: string;
            /** @description The partner’s own number. */
            reference: string | null;
            /**
             * Format: date-time
             * @description When it was delivered.
             */
            delivered_at: string | null;
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
        /** @description A business that has codes of the lot. */
        CodeBuyer: {
            partner: components["schemas"]["PartnerRef"];
            /**
             * @description Of its live or test orders.
             * @enum {string}
             */
            mode: "live" | "test";
            /** @description Orders with codes of the lot. */
            orders: number;
            /** @description Codes of the lot. */
            codes: number;
            /** @description What they paid for them. */
            amount: string;
            /** @description Currency of the amount. */
            currency: string;
        };
        /** @description What is decided on one code. */
        CodeDecision: {
            /** @description Id of the code. */
            id: string;
            /**
             * @description What becomes of it.
             * @enum {string}
             */
            resolution: "replaced" | "refunded" | "rejected";
            /** @description Why it is rejected, to its partner. */
            detail?: string | null;
        };
        /** @description Where a code came from. */
        CodeOrigin: {
            /** @description Lot that it came with. */
            lot_id: string;
            /** @description Who sold us the lot. */
            supplier: string;
            /** @description File that the lot was. */
            file_name: string;
            /** @description Who imported it. */
            imported_by: string;
            /**
             * Format: date-time
             * @description When.
             */
            imported_at: string | null;
            /**
             * Format: date-time
             * @description When the lot was recalled; null where it was not.
             */
            recalled_at: string | null;
            /** @description What it cost us; null where the file did not say. */
            cost: string | null;
            /** @description Currency of the cost. */
            cost_currency: string;
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
        /** @description What came of a decision. */
        DecidedClaim: {
            /** @constant */
            object: "decided_claim";
            /**
             * @description `proposed`: a second person must decide the same.
             * @enum {string}
             */
            outcome: "taken" | "proposed";
            claim: components["schemas"]["StaffClaim"];
        };
        /** @description A decision, or a proposal of one. */
        DecisionEntry: {
            /**
             * @description `proposed` waits for a second person.
             * @enum {string}
             */
            state: "proposed" | "dropped" | "taken";
            codes: components["schemas"]["CodeDecision"][];
            /** @description Refund what cannot be replaced. */
            or_refund: boolean;
            /** @description What it gives away. */
            amount: string;
            /** @description Whether it takes two people. */
            needs_two: boolean;
            /** @description Who proposed or took it. */
            proposed_by: string;
            /**
             * Format: date-time
             * @description When.
             */
            proposed_at: string;
            /** @description Who took it. */
            taken_by: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            taken_at: string | null;
        };
        /** @description What one person may give away. */
        DecisionLimit: {
            /** @description The currency. */
            currency: string;
            /** @description Above this a decision takes two people. */
            one_person_max: string;
            /** @description Whether it was set; else it is the default. */
            own: boolean;
        };
        /** @description What one person may give away. */
        DecisionLimitSet: {
            /** @description The currency. */
            currency: string;
            /** @description Above this a decision takes two people. */
            one_person_max: string;
        };
        /** @description What is promised where a tier has no terms. */
        DefaultTerms: {
            /**
             * @description Priority of the claims.
             * @enum {string}
             */
            priority: "high" | "normal";
            /** @description First answer within. */
            answer_within_ms: number;
            /** @description Decision within. */
            decide_within_ms: number;
        };
        /** @description It is done. */
        Done: {
            /** @constant */
            object: "done";
        };
        /** @description An e-mail as it was or would be sent. */
        Email: {
            /** @description Id of the e-mail. */
            id: string;
            /** @constant */
            object: "email";
            /** @description To whom. */
            to: string;
            /** @description Subject. */
            subject: string;
            /** @description What kind of e-mail it is. */
            template: string;
            /**
             * @description `kept`: no SMTP server is set, so that it is read here.
             * @enum {string}
             */
            status: "waiting" | "sent" | "kept" | "failed";
            /** @description How often it was tried. */
            attempts: number;
            /** @description What the mail server said last. */
            last_error: string | null;
            /**
             * Format: date-time
             * @description When it was written.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the mail server took it.
             */
            sent_at: string | null;
            /** @description Its text. The secret link is in it for admins only, while it is kept. */
            text: string;
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
        /** @description E-mails, newest first. */
        EmailList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["EmailSummary"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description A line of the outbox. */
        EmailSummary: {
            /** @description Id of the e-mail. */
            id: string;
            /** @constant */
            object: "email";
            /** @description To whom. */
            to: string;
            /** @description Subject. */
            subject: string;
            /** @description What kind of e-mail it is. */
            template: string;
            /**
             * @description `kept`: no SMTP server is set, so that it is read here.
             * @enum {string}
             */
            status: "waiting" | "sent" | "kept" | "failed";
            /** @description How often it was tried. */
            attempts: number;
            /** @description What the mail server said last. */
            last_error: string | null;
            /**
             * Format: date-time
             * @description When it was written.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the mail server took it.
             */
            sent_at: string | null;
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
            role: "admin" | "finance" | "support" | "stock" | "read_only";
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
             * @description Role of the person; an admin is made of somebody who is here.
             * @enum {string}
             */
            role: "finance" | "support" | "stock" | "read_only";
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
        /** @description What the key may do; the rest has its default. */
        KeyIssue: {
            /**
             * @description Mode of the key it was made with. Live and test data never meet.
             * @enum {string}
             */
            mode: "live" | "test";
            scopes?: ("read" | "orders" | "codes" | "claims" | "webhooks")[];
            allow_cidr?: string[];
            /** @description In the partner's currency, a UTC day. */
            daily_spend?: string | null;
            /** @description Codes a UTC day. */
            daily_quantity?: number | null;
            /** @description Requests a minute. */
            requests_per_minute?: number;
            /** @description Orders a minute. */
            orders_per_minute?: number;
            /**
             * Format: date-time
             * @description When it ends.
             */
            expires_at?: string | null;
            /** @description The API Access Request that this answers; it is closed in the same commit. */
            ticket_id?: string;
        };
        /** @description Why. */
        KeyRevoke: {
            /** @description Why. */
            reason: string;
        };
        /** @description How long the old key stays valid. */
        KeyRotate: {
            /** @description Hours. Left out: `24`. */
            overlap_hours?: number;
            /** @description The Key Rotation ticket that this answers; it is closed in the same commit. */
            ticket_id?: string;
        };
        /** @description What to change; what is left out stays. */
        KeyTermsChange: {
            scopes?: ("read" | "orders" | "codes" | "claims" | "webhooks")[];
            allow_cidr?: string[];
            /** @description In the partner's currency, a UTC day. */
            daily_spend?: string | null;
            /** @description Codes a UTC day. */
            daily_quantity?: number | null;
            /** @description Requests a minute. */
            requests_per_minute?: number;
            /** @description Orders a minute. */
            orders_per_minute?: number;
            /**
             * Format: date-time
             * @description When it ends.
             */
            expires_at?: string | null;
        };
        /** @description Why, and for how long. */
        KycApprove: {
            /** @description For the record. */
            reason: string;
            /** @description Days until re-review. Left out: `365`. */
            valid_days?: number;
        };
        /** @description What is still wanted. */
        KycAsk: {
            items: ("profile" | "owners" | "registration" | "identity" | "address" | "tax" | "source_of_funds" | "other")[];
            /** @description For the partner to read. */
            message: string;
        };
        /** @description A review, with everything that happened in it. */
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
            partner: components["schemas"]["PartnerRef"];
            profile: components["schemas"]["BusinessProfile"];
            /** @description Who decided last. */
            reviewer: string | null;
            /** @description The API Access Request it belongs to. */
            ticket_id: string | null;
        };
        /** @description Cases, the longest waiting first. */
        KycCaseList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["KycCaseSummary"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description A line of the queue. */
        KycCaseSummary: {
            /** @description Id of the case. */
            id: string;
            /** @constant */
            object: "kyc_case";
            /**
             * @description Where it stands.
             * @enum {string}
             */
            status: "draft" | "submitted" | "needs_info" | "approved" | "rejected" | "expired";
            partner: components["schemas"]["PartnerRef"];
            /** @description Country of the business. */
            country: string | null;
            /**
             * Format: date-time
             * @description When it was last submitted.
             */
            submitted_at: string | null;
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
        /** @description Why. */
        KycDecline: {
            /** @description For the partner to read. */
            reason: string;
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
        /** @description What a reviewer found. */
        KycItemMark: {
            /**
             * @description Which item.
             * @enum {string}
             */
            item: "profile" | "owners" | "registration" | "identity" | "address" | "tax" | "source_of_funds" | "other";
            /**
             * @description What it is now.
             * @enum {string}
             */
            state: "given" | "accepted" | "asked";
            /** @description For the partner to read. */
            note?: string;
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
        /** @description A file of a supplier, and what became of its codes. */
        Lot: {
            /** @description Id of the lot. */
            id: string;
            /** @constant */
            object: "lot";
            /** @description Who sold it to us; empty where nobody said. */
            supplier: string;
            /** @description File that it was. */
            file_name: string;
            /**
             * @description Only a `complete` one is sold from; a `held` one has codes that do not look like its others.
             * @enum {string}
             */
            status: "importing" | "held" | "complete" | "discarding" | "discarded" | "recalled";
            /** @description Codes that it brought. */
            accepted: number;
            /** @description Of them, neither sold nor held; frozen once the lot is recalled. */
            unsold: number;
            /** @description Of them, sold or held by orders that wait. */
            gone: number;
            /** @description Times a code of it was claimed. */
            claimed: number;
            /** @description Of them, made good. */
            approved: number;
            /** @description Who imported it, as the audit names it. */
            imported_by: string;
            /**
             * Format: date-time
             * @description When its import began.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was recalled; null where it was not.
             */
            recalled_at: string | null;
        };
        /** @description A business that has codes of the lot. */
        LotBuyer: {
            partner: components["schemas"]["PartnerRef"];
            /**
             * @description Of its live or test orders.
             * @enum {string}
             */
            mode: "live" | "test";
            /** @description Orders with codes of the lot. */
            orders: number;
            /** @description Codes of the lot. */
            codes: number;
            /** @description Claims opened now. */
            claims: string[];
            /** @description Codes in claims already. */
            claimed_before: number;
            /** @description Whether it was told now; once a lot. */
            told: boolean;
        };
        /** @description A lot with who has its codes and how its recall stands. */
        LotFile: {
            /** @description Id of the lot. */
            id: string;
            /** @constant */
            object: "lot";
            /** @description Who sold it to us; empty where nobody said. */
            supplier: string;
            /** @description File that it was. */
            file_name: string;
            /**
             * @description Only a `complete` one is sold from; a `held` one has codes that do not look like its others.
             * @enum {string}
             */
            status: "importing" | "held" | "complete" | "discarding" | "discarded" | "recalled";
            /** @description Codes that it brought. */
            accepted: number;
            /** @description Of them, neither sold nor held; frozen once the lot is recalled. */
            unsold: number;
            /** @description Of them, sold or held by orders that wait. */
            gone: number;
            /** @description Times a code of it was claimed. */
            claimed: number;
            /** @description Of them, made good. */
            approved: number;
            /** @description Who imported it, as the audit names it. */
            imported_by: string;
            /**
             * Format: date-time
             * @description When its import began.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was recalled; null where it was not.
             */
            recalled_at: string | null;
            /** @description Codes held by orders that wait, which get others. */
            held: number;
            products: components["schemas"]["LotProduct"][];
            /** @description Who has codes of it, most codes first. */
            buyers: components["schemas"]["CodeBuyer"][];
            recall: components["schemas"]["RecallProgress"];
        };
        /** @description Live lots, newest first. */
        LotList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Lot"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description What a lot has of one product. */
        LotProduct: {
            /** @description The product. */
            sku: string;
            /** @description Codes that the lot brought. */
            codes: number;
            /** @description Of them, neither sold nor held. */
            unsold: number;
            /** @description Codes for sale in other lots: what replacements can come from. */
            elsewhere: number;
        };
        /** @description What a recall came to. */
        LotRecall: {
            /** @constant */
            object: "lot_recall";
            /** @description The lot. */
            lot_id: string;
            /** @description Codes that are frozen. */
            unsold: number;
            /** @description Codes held by waiting orders, which get others. */
            held: number;
            /** @description Codes that partners have. */
            sold: number;
            buyers: components["schemas"]["LotBuyer"][];
        };
        /** @description What is wrong with a lot. */
        LotRecallCreate: {
            /** @description Told to everybody who bought of it. */
            note: string;
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
        /** @description An answer, or a note for staff. */
        MessageCreate: {
            /** @description Plain text. */
            text: string;
            /** @description A note that only staff read. Left out: `false`. */
            internal?: boolean;
            attachments?: string[];
        };
        /** @description The new name. */
        NameChange: {
            /** @description Name of the person. */
            name: string;
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
        /** @description Out of stock. */
        OutOfStockProblem: {
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
            code: "out_of_stock";
            /** @description Codes that could be bought. */
            available: number;
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
        /** @description A business, on one page. */
        Partner: {
            /** @description Id of the business. */
            id: string;
            /** @constant */
            object: "partner";
            /** @description Name. */
            name: string;
            /** @description E-mail it was registered with. */
            email: string;
            /** @description ISO 3166-1 alpha-2. */
            country: string | null;
            /** @description Its one currency. */
            currency: string;
            /**
             * @description `new`: not approved yet.
             * @enum {string}
             */
            status: "new" | "approved" | "suspended";
            /**
             * @description Where its review stands.
             * @enum {string|null}
             */
            kyc_status: "draft" | "submitted" | "needs_info" | "approved" | "rejected" | "expired" | null;
            /**
             * Format: date-time
             * @description When it was registered.
             */
            created_at: string;
            profile: components["schemas"]["BusinessProfile"];
            /** @description Its review. */
            kyc_case_id: string | null;
            /**
             * Format: date-time
             * @description When it was approved.
             */
            approved_at: string | null;
            /**
             * Format: date-time
             * @description Since when it is suspended.
             */
            suspended_at: string | null;
            /** @description Why. */
            suspended_reason: string | null;
            limits: {
                /** @description How far its balance may go below zero. */
                credit_limit: string;
                /** @description Most that all its open invoice orders may be together. */
                invoice_limit: string;
                /** @description Orders above it wait for a person; null: none does. */
                approval_limit: string | null;
                /** @description A minute, all keys. */
                requests_per_minute: number | null;
                /** @description A minute, all keys. */
                orders_per_minute: number | null;
            };
            /** @description Live balance. */
            balance: string;
            /** @description What a live order can spend now. */
            available: string;
            /** @description Its price tier. */
            tier: string | null;
            /** @description Whether a public key is registered. */
            sealed_codes: boolean;
            people: components["schemas"]["Colleague"][];
            keys: components["schemas"]["ApiKey"][];
            /** @description Tickets not closed. */
            open_tickets: number;
        };
        /** @description What to change; what is left out stays. */
        PartnerLimits: {
            /** @description How far its balance may go below zero. */
            credit_limit?: string;
            /** @description For all its open invoice orders together. */
            invoice_limit?: string;
            /** @description Orders above it wait; null: none does. */
            approval_limit?: string | null;
            /** @description A minute, all keys. */
            requests_per_minute?: number | null;
            /** @description A minute, all keys. */
            orders_per_minute?: number | null;
        };
        /** @description Businesses, newest first. */
        PartnerList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["PartnerSummary"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description Partner not approved yet. */
        PartnerNotApprovedProblem: {
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
            code: "partner_not_approved";
        };
        /** @description A business, named. */
        PartnerRef: {
            /** @description Id of the business. */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description A line of the list. */
        PartnerSummary: {
            /** @description Id of the business. */
            id: string;
            /** @constant */
            object: "partner";
            /** @description Name. */
            name: string;
            /** @description E-mail it was registered with. */
            email: string;
            /** @description ISO 3166-1 alpha-2. */
            country: string | null;
            /** @description Its one currency. */
            currency: string;
            /**
             * @description `new`: not approved yet.
             * @enum {string}
             */
            status: "new" | "approved" | "suspended";
            /**
             * @description Where its review stands.
             * @enum {string|null}
             */
            kyc_status: "draft" | "submitted" | "needs_info" | "approved" | "rejected" | "expired" | null;
            /**
             * Format: date-time
             * @description When it was registered.
             */
            created_at: string;
        };
        /** @description Why. */
        PartnerSuspend: {
            /** @description Told to the business. */
            reason: string;
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
        /** @description A person, named. */
        PersonRef: {
            /** @description Id of the person. */
            id: string;
            /** @description Name. */
            name: string;
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
        /** @description A change that waits for a second person. */
        Proposal: {
            /** @description Id of the proposal. */
            id: string;
            /** @constant */
            object: "proposal";
            /**
             * @description What is to change.
             * @enum {string}
             */
            kind: "credit_limit" | "claim_limit" | "staff_factors" | "staff_admin";
            /**
             * @description Where it stands.
             * @enum {string}
             */
            state: "waiting" | "approved" | "refused" | "dropped";
            subject: components["schemas"]["ProposalSubject"];
            /** @description What it was when it was proposed. */
            before: string | null;
            /** @description What it is to be. */
            after: string | null;
            /** @description Of both, where they are money. */
            currency: string | null;
            proposed_by: components["schemas"]["PersonRef"];
            /**
             * Format: date-time
             * @description When it was proposed.
             */
            proposed_at: string;
            /** @description Of whom one can approve it. */
            approvers: components["schemas"]["PersonRef"][];
            /**
             * Format: date-time
             * @description Where nobody can approve it: when it takes effect, unless somebody stops it.
             */
            takes_effect_at: string | null;
            /** @description Whether you can approve it. */
            may_approve: boolean;
            /** @description Whether you can stop it. */
            may_refuse: boolean;
            /** @description Who ended it. */
            decided_by: string | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            decided_at: string | null;
        };
        /** @description Proposals, newest first. */
        ProposalList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Proposal"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description What it is about. */
        ProposalSubject: {
            /** @description A business, a currency or a person. */
            id: string;
            /** @description What people call it. */
            name: string;
        };
        /** @description A line of the queue. */
        QueuedClaim: {
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
            partner: components["schemas"]["PartnerRef"];
            /** @description Taken after its window, because the fault is ours. */
            late: boolean;
            /** @description Whether a promised time is over. */
            overdue: boolean;
            /** @description What its codes cost together. */
            amount: string;
            /** @description Whether a decision waits for a second person. */
            proposed: boolean;
        };
        /** @description Claims to decide: high priority first, then age. */
        QueuedClaimList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["QueuedClaim"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
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
        /** @description How far a recall has come. */
        RecallProgress: {
            /** @description Claims that the recall opened. */
            claims: number;
            /** @description Of them, not decided. */
            waiting: number;
            /** @description Of them, approved. */
            approved: number;
            /** @description Of them, rejected or withdrawn. */
            rejected: number;
            /** @description Codes that were replaced. */
            replaced_codes: number;
            /** @description Codes that were refunded. */
            refunded_codes: number;
            /** @description Businesses that were told. */
            told: number;
            /** @description What buyers were told is wrong with it. */
            note: string | null;
            amounts: components["schemas"]["WaitingAmount"][];
            proposals: components["schemas"]["BulkProposal"][];
        };
        /** @description One decision on all claims of a recall. */
        RecallResolve: {
            /**
             * @description What becomes of every code.
             * @enum {string}
             */
            resolution: "replaced" | "refunded" | "replaced_or_refunded";
        };
        /** @description What came of it. */
        RecallResolved: {
            /** @constant */
            object: "recall_resolved";
            /** @description Claims decided now. */
            taken: number;
            /** @description Claims that wait for a second person. */
            proposed: number;
            /** @description Claims left as they are, by the code of the refusal. */
            refused: {
                [key: string]: number;
            };
        };
        /** @description What a supplier owes for a bad code. */
        Recovery: {
            /** @constant */
            object: "recovery";
            /** @description The code that was made good. */
            code_id: string;
            /** @description Its claim. */
            claim_id: string;
            /** @description Its lot. */
            lot_id: string;
            /** @description Who owes. */
            supplier: string;
            /** @description How much; null where the cost is not known. */
            amount: string | null;
            /** @description Currency of the amounts. */
            currency: string;
            /**
             * Format: date-time
             * @description To be asked for until then.
             */
            due_at: string;
            /**
             * @description How it stands; `void`: the code went back to stock.
             * @enum {string}
             */
            state: "due" | "asked" | "recovered" | "written_off" | "void";
            /** @description What came back. */
            recovered: string | null;
            /** @description A note. */
            note: string | null;
        };
        /** @description Shown once. Empty when the codes made earlier stay in force. */
        RecoveryCodes: {
            /** @constant */
            object: "recovery_codes";
            codes: string[];
        };
        /** @description The soonest due first. */
        RecoveryList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Recovery"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description How asking a supplier went. */
        RecoverySettle: {
            /**
             * @description How it stands now.
             * @enum {string}
             */
            state: "asked" | "recovered" | "written_off";
            /** @description What came back, with the state `recovered` only. */
            recovered?: string;
            /** @description A note. */
            note?: string;
        };
        /** @description What replacements can come from. */
        ReplacementStock: {
            /** @description Codes of the product for sale. */
            available: number;
            /** @description Of them, in lots that no code here came with. */
            elsewhere: number;
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
        /** @description One reading of the order’s codes. */
        RevealEntry: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who, as the audit names it. */
            reader: string;
            /** @description To which address. */
            address: string | null;
            /** @description In which request. */
            request_id: string | null;
            /** @description How many codes. */
            codes: number;
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
        /** @description What to change. */
        StaffChange: {
            /**
             * @description Role of the person.
             * @enum {string}
             */
            role?: "admin" | "finance" | "support" | "stock" | "read_only";
            /** @description A disabled person is signed out everywhere and cannot sign in. */
            disabled?: boolean;
        };
        /** @description A claim with everything that decides about it. */
        StaffClaim: {
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
            codes: components["schemas"]["StaffClaimCode"][];
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
            partner: components["schemas"]["PartnerRef"];
            /** @description Taken after its window, because the fault is ours. */
            late: boolean;
            /** @description Whether a promised time is over. */
            overdue: boolean;
            /** @description What its codes cost together. */
            amount: string;
            /** @description Whether a decision waits for a second person. */
            proposed: boolean;
            /** @description Who filed it, as the audit names it. */
            filed_by: string;
            /** @description Lot whose recall opened it. */
            lot_id: string | null;
            order: components["schemas"]["ClaimedOrder"];
            /** @description Above this a decision takes two people. */
            one_person_max: string;
            /** @description What of it is left to you here, after what single people gave for the order, and lately to the business and by you. */
            one_person_left: string;
            /** @description Whether you opened it: then a decision always takes two people. */
            opened_by_you: boolean;
            stock: components["schemas"]["ReplacementStock"];
            /** @description Names of people and keys, by how the audit names them. */
            names: {
                [key: string]: string;
            };
            /** @description Newest first. */
            reveals: components["schemas"]["RevealEntry"][];
            /** @description Oldest first. */
            decisions: components["schemas"]["DecisionEntry"][];
            /** @description Newest others of the same lots. */
            claims_of_lots: components["schemas"]["ClaimRef"][];
            /** @description Newest others of the business. */
            claims_of_partner: components["schemas"]["ClaimRef"][];
            /** @description Newest first. */
            messages: components["schemas"]["ClaimMessage"][];
            /** @description Evidence, oldest first. */
            files: components["schemas"]["ClaimEvidence"][];
        };
        /** @description A code of a claim, with where it came from. */
        StaffClaimCode: {
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
            /** @description What the partner paid. */
            price: string;
            /**
             * Format: date-time
             * @description When it was delivered.
             */
            delivered_at: string;
            origin: components["schemas"]["CodeOrigin"];
            /** @description How asking the supplier stands: due, asked, recovered, …. */
            recovery: string | null;
            /** @description Whether somebody has read it, or its partner named it by its text. Making good one that nobody knows withdraws it. */
            known: boolean;
            /**
             * @description What becomes of it since it was withdrawn; null where it was not.
             * @enum {string|null}
             */
            withdrawn: "waiting" | "restocked" | "written_off" | null;
        };
        /** @description A claim for a partner. */
        StaffClaimCreate: {
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
            /** @description Whose order it is. */
            partner_id: string;
            /** @description After the window, because the fault is ours; audited as such. Left out: `false`. */
            late?: boolean;
        };
        /** @description Words to the partner. */
        StaffClaimMessage: {
            /** @description Plain text. */
            text: string;
            /** @description The claim waits for the partner’s answer. Left out: `false`. */
            ask?: boolean;
        };
        /** @description The staff. */
        StaffList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["StaffMember"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description A person of the staff. */
        StaffMember: {
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
            object: "staff_member";
            /**
             * @description Role of the person.
             * @enum {string}
             */
            role: "admin" | "finance" | "support" | "stock" | "read_only";
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
        /** @description A request to support, as staff see it. */
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
            partner: components["schemas"]["PartnerRef"];
            /** @description Name of the person it is assigned to. */
            assignee: string | null;
            /** @description Id of the person it is assigned to. */
            assignee_id: string | null;
            /** @description Whether the promise is broken already. */
            overdue: boolean;
            /** @description The review of the business. */
            kyc_case_id: string | null;
            messages: components["schemas"]["TicketMessage"][];
        };
        /** @description Who takes care of it. */
        TicketAssign: {
            /** @description A person of the staff; null: nobody. */
            assignee_id: string | null;
        };
        /** @description Tickets, the soonest due first. */
        TicketList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["TicketSummary"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description A message or an internal note. */
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
            /** @description Only staff read it. */
            internal: boolean;
        };
        /** @description A line of the queue. */
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
            partner: components["schemas"]["PartnerRef"];
            /** @description Name of the person it is assigned to. */
            assignee: string | null;
            /** @description Whether the promise is broken already. */
            overdue: boolean;
        };
        /** @description What a tier is promised. */
        TierTerms: {
            /** @description Name of the price tier. */
            tier: string;
            /** @description First answer within. */
            answer_within_ms: number;
            /** @description Decision within. */
            decide_within_ms: number;
        };
        /** @description What a tier is promised from now on. */
        TierTermsSet: {
            /** @description Name of the price tier. */
            tier: string;
            /** @description First answer within. */
            answer_within_ms: number;
            /** @description Decision within. */
            decide_within_ms: number;
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
        /** @description What waits for a person. */
        Today: {
            /** @constant */
            object: "today";
            /** @description Reviews that wait for staff. */
            kyc_waiting: number;
            /** @description Approvals that end within 30 days. */
            kyc_expiring: number;
            /** @description Tickets that wait for staff. */
            tickets_open: number;
            /** @description Of them, late. */
            tickets_overdue: number;
            /** @description Open API Access Requests. */
            access_requests: number;
            /** @description Claims to decide. */
            claims_waiting: number;
            /** @description Of them, with a promised time over. */
            claims_overdue: number;
            /** @description Of them, decided by one person and waiting for a second. */
            claims_proposed: number;
            /** @description Changes that wait for a second person, or for their time. */
            proposals_waiting: number;
            /** @description Codes to ask suppliers money for. */
            recoveries_due: number;
            /** @description E-mails given up. */
            emails_failed: number;
            /** @description Businesses. */
            partners: number;
            /** @description Of them, suspended. */
            partners_suspended: number;
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
        /** @description What is at stake in one currency. */
        WaitingAmount: {
            /** @description Currency of the amounts. */
            currency: string;
            /** @description What the claims that wait can give away together. */
            amount: string;
            /** @description Above this a decision takes two people. */
            one_person_max: string;
            /** @description Whether deciding them takes two people. */
            needs_two: boolean;
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
        /** @description A code that was made good before anybody had read it: it is never shown again. */
        WithdrawnCode: {
            /** @description Id of the code, as its order had it. */
            id: string;
            /** @constant */
            object: "withdrawn_code";
            /** @description Order that it was of. */
            order_id: string;
            /** @description Lot that it came with. */
            lot_id: string;
            /** @description The product. */
            sku: string;
            /**
             * @description How it was made good.
             * @enum {string}
             */
            resolution: "replaced" | "refunded";
            /**
             * Format: date-time
             * @description When it was.
             */
            withdrawn_at: string;
            /**
             * @description `waiting`: for whoever owns the stock. `restocked`: it is sold again. `written_off`: it never is.
             * @enum {string}
             */
            state: "waiting" | "restocked" | "written_off";
            /** @description Whether it can be sold again: its lot is not recalled, and it has not expired. */
            restockable: boolean;
            /**
             * Format: date-time
             * @description When that was decided.
             */
            settled_at: string | null;
            /** @description Who decided, as the audit names it. */
            settled_by: string | null;
            /** @description Id under which it is sold again. */
            reissued_as: string | null;
        };
        /** @description Withdrawn codes, the newest first. */
        WithdrawnCodeList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["WithdrawnCode"][];
            /** @description Whether another page follows. */
            has_more: boolean;
            /** @description Give it as `cursor` to get the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description What becomes of it. */
        WithdrawnCodeSettle: {
            /**
             * @description `restocked`: it is sold again, under another id. `written_off`: it never is.
             * @enum {string}
             */
            outcome: "restocked" | "written_off";
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
            403: components["responses"]["CsrfRefusedOrSecondFactorRequiredOrStepUpRequired"];
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
    listStaff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The staff. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffList"];
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
    changeStaff: {
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
                "application/json": components["schemas"]["StaffChange"];
            };
        };
        responses: {
            /** @description The person. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffMember"];
                };
            };
            /** @description It waits for a second person. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
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
    resetStaffFactors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the person. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It waits for a second person. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
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
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
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
    listAudit: {
        parameters: {
            query?: {
                /** @description Only of this actor. */
                actor?: string;
                /** @description Only of this name, or of all that begin so: `key.`. */
                action?: string;
                /** @description Only done to this. */
                subject?: string;
                /** @description Only what concerns this business. */
                partner_id?: string;
                /** @description Not before. */
                from?: string;
                /** @description Before. */
                to?: string;
                /** @description `true`: every cell of the CSV form is exactly the text that it stands for. Else one that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line break) has `'` before it. JSON never has. */
                raw?: boolean;
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
            /** @description A page of entries. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditList"];
                    "text/csv": string;
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
    listEmails: {
        parameters: {
            query?: {
                /** @description Only in this state. */
                status?: "waiting" | "sent" | "kept" | "failed";
                /** @description Only to this address. */
                to?: string;
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
            /** @description A page of e-mails. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailList"];
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
    getEmail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the e-mail. */
                email_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The e-mail. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Email"];
                };
            };
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
                    "application/problem+json": components["schemas"]["RoleMissingProblem"] | components["schemas"]["SecondFactorRequiredProblem"] | components["schemas"]["StepUpRequiredProblem"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    retryEmail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the e-mail. */
                email_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It will be tried again. */
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
            409: components["responses"]["InvalidStateOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    listProposals: {
        parameters: {
            query?: {
                /** @description Only in this state. */
                state?: "waiting" | "approved" | "refused" | "dropped";
                /** @description Only about this. */
                subject?: string;
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
            /** @description A page of proposals. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalList"];
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
    approveProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the proposal. */
                proposal_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proposal. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
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
    refuseProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the proposal. */
                proposal_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proposal. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
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
    getToday: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
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
    listPartners: {
        parameters: {
            query?: {
                /** @description Part of name, e-mail or id. */
                q?: string;
                /** @description Only in this state. */
                status?: "new" | "approved" | "suspended";
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
            /** @description A page of businesses. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerList"];
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
    getPartner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the business. */
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The business. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
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
    suspendPartner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the business. */
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerSuspend"];
            };
        };
        responses: {
            /** @description The business. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
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
    resumePartner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the business. */
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The business. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
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
    setPartnerLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the business. */
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerLimits"];
            };
        };
        responses: {
            /** @description The business. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description It waits for a second person. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
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
    issueKey: {
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
                /** @description Id of the business. */
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyIssue"];
            };
        };
        responses: {
            /** @description The key without its secret. */
            201: {
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
                    "application/problem+json": components["schemas"]["CsrfRefusedProblem"] | components["schemas"]["PartnerNotApprovedProblem"] | components["schemas"]["PartnerSuspendedProblem"] | components["schemas"]["RoleMissingProblem"] | components["schemas"]["SecondFactorRequiredProblem"] | components["schemas"]["StepUpRequiredProblem"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInProgressOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    changeKey: {
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
                "application/json": components["schemas"]["KeyTermsChange"];
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
    rotateKey: {
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
                /** @description Id of the key. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRotate"];
            };
        };
        responses: {
            /** @description The successor without its secret. */
            201: {
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
                    "application/problem+json": components["schemas"]["CsrfRefusedProblem"] | components["schemas"]["PartnerSuspendedProblem"] | components["schemas"]["RoleMissingProblem"] | components["schemas"]["SecondFactorRequiredProblem"] | components["schemas"]["StepUpRequiredProblem"];
                };
            };
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
    listKycCases: {
        parameters: {
            query?: {
                /** @description Only cases in this state. */
                status?: "draft" | "submitted" | "needs_info" | "approved" | "rejected" | "expired";
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
            /** @description A page of cases. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KycCaseList"];
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
    getKycCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the case. */
                case_id: string;
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
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["RoleMissingOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    markKycItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the case. */
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KycItemMark"];
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
    askForMore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the case. */
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KycAsk"];
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
    approveKycCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the case. */
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KycApprove"];
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
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
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
    rejectKycCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the case. */
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KycDecline"];
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
    reopenKycCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the case. */
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KycDecline"];
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
    listTickets: {
        parameters: {
            query?: {
                /** @description Only tickets in this state. */
                status?: "open" | "waiting" | "closed";
                /** @description Only tickets of this topic. */
                topic?: "api_access" | "webhook_registration" | "key_rotation" | "order" | "claim" | "billing" | "other";
                /** @description Only mine, or only those nobody has. */
                assigned?: "me" | "nobody";
                /** @description Only of this business. */
                partner_id?: string;
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
    assignTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the ticket. */
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketAssign"];
            };
        };
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
    registerTicketWebhook: {
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
    listCannedAnswers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedAnswerList"];
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
    createCannedAnswer: {
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
                "application/json": components["schemas"]["CannedAnswerInput"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedAnswer"];
                };
            };
            400: components["responses"]["IdempotencyKeyInvalidOrMalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequired"];
            409: components["responses"]["IdempotencyInProgressOrLimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    removeCannedAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the answer. */
                answer_id: string;
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
    listClaims: {
        parameters: {
            query?: {
                /** @description Only claims in this state. */
                status?: "open" | "under_review" | "needs_info" | "approved" | "rejected" | "withdrawn";
                /** @description `overdue`: a promised time is over. `second_person`: a decision is proposed. */
                waiting?: "overdue" | "second_person";
                /** @description Only for this reason. */
                reason?: "invalid" | "wrong_region" | "failed" | "already_redeemed";
                /** @description Only of this region. */
                region?: string;
                /** @description Only of this business. */
                partner_id?: string;
                /** @description Only with codes of this lot. */
                lot_id?: string;
                /** @description Only with codes of this supplier. */
                supplier?: string;
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
            /** @description A page of the queue. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedClaimList"];
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
    openClaim: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffClaimCreate"];
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
                    "application/json": components["schemas"]["StaffClaim"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
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
                    "application/problem+json": components["schemas"]["ClaimWindowClosedProblem"] | components["schemas"]["CodeAlreadyClaimedProblem"] | components["schemas"]["LimitReachedProblem"] | components["schemas"]["OrderFailedProblem"] | components["schemas"]["OrderNotDeliveredProblem"];
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
    getClaim: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["StaffClaim"];
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
    startClaimReview: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["StaffClaim"];
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
    addClaimMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the claim. */
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffClaimMessage"];
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
                    "application/json": components["schemas"]["StaffClaim"];
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
    addClaimEvidence: {
        parameters: {
            query?: {
                /** @description What it is evidence of: an `item` of the claim’s `evidence`. */
                item?: "error_screenshot" | "attempt_time" | "store_region" | "received_text" | "request_id" | "sale_record" | "customer_report";
            };
            header?: never;
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
    downloadClaimFile: {
        parameters: {
            query?: never;
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
    decideClaim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the claim. */
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimDecision"];
            };
        };
        responses: {
            /** @description What came of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedClaim"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
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
                    "application/problem+json": components["schemas"]["InvalidStateProblem"] | components["schemas"]["LimitReachedProblem"] | components["schemas"]["OutOfStockProblem"];
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
    getClaimFigures: {
        parameters: {
            query?: {
                /** @description How far back. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimFigures"];
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
    listRecoveries: {
        parameters: {
            query?: {
                /** @description Only of this supplier. */
                supplier?: string;
                /** @description Only of this lot. */
                lot_id?: string;
                /** @description Only in this state. */
                state?: "due" | "asked" | "recovered" | "written_off" | "void";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryList"];
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
    settleRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the code. */
                code_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoverySettle"];
            };
        };
        responses: {
            /** @description How it stands. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recovery"];
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
    listLots: {
        parameters: {
            query?: {
                /** @description Only of this supplier. */
                supplier?: string;
                /** @description Only in this state. */
                status?: "importing" | "held" | "complete" | "discarding" | "discarded" | "recalled";
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
            /** @description A page of lots. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotList"];
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
    getLot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the lot. */
                lot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lot. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotFile"];
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
    recallLot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the lot. */
                lot_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LotRecallCreate"];
            };
        };
        responses: {
            /** @description What it came to. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotRecall"];
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
    resolveRecall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the lot. */
                lot_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecallResolve"];
            };
        };
        responses: {
            /** @description What came of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecallResolved"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
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
    listWithdrawnCodes: {
        parameters: {
            query?: {
                /** @description Only of this lot. */
                lot_id?: string;
                /** @description Only in this state. */
                state?: "waiting" | "restocked" | "written_off";
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
            /** @description A page of them. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithdrawnCodeList"];
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
    settleWithdrawnCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the code. */
                code_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawnCodeSettle"];
            };
        };
        responses: {
            /** @description How it stands. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithdrawnCode"];
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
    getClaimChoices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The choices. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimChoices"];
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
    getClaimTerms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The terms. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimTerms"];
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
    setDecisionLimit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionLimitSet"];
            };
        };
        responses: {
            /** @description The terms. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimTerms"];
                };
            };
            /** @description It waits for a second person. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
    setTierTerms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TierTermsSet"];
            };
        };
        responses: {
            /** @description The terms. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimTerms"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["SessionRequired"];
            403: components["responses"]["CsrfRefusedOrRoleMissingOrSecondFactorRequiredOrStepUpRequired"];
            409: components["responses"]["LimitReached"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["OutcomeUnknownOrUnavailable"];
        };
    };
}
