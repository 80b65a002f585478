package dev.plumbline.scorer.security;

/** Whether a caller may score. */
public sealed interface Verdict {

    /** @param subject who calls, for the limit per client; empty where callers are not told apart */
    record Admitted(String subject) implements Verdict {}

    /**
     * @param status 401 or 403, or 429 when too many unknown tokens come at once
     * @param challenge value of {@code WWW-Authenticate}
     */
    record Refused(int status, String message, String challenge) implements Verdict {}

    Verdict ANYONE = new Admitted("");

    Verdict NO_TOKEN = new Refused(401, "a bearer token is required", "Bearer realm=\"plumbline\"");

    /** One answer for every token that is not good: what is wrong with it is nobody's business but its owner's. */
    Verdict BAD_TOKEN = new Refused(
            401, "the bearer token is not valid here", "Bearer realm=\"plumbline\", error=\"invalid_token\"");

    Verdict BUSY = new Refused(429, "too many tokens wait to be verified", "Bearer realm=\"plumbline\"");

    static Verdict lacksScope(String scope) {
        return new Refused(
                403,
                "the bearer token lacks the scope " + scope,
                "Bearer realm=\"plumbline\", error=\"insufficient_scope\", scope=\"" + scope + "\"");
    }
}
