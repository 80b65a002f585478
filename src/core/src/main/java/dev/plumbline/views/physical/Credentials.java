package dev.plumbline.views.physical;

import java.util.regex.Pattern;

/** Recognises texts that look like credentials. */
final class Credentials {
    private static final String WORDS = "PASSWORD|PASSWD|PASSPHRASE|PWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY"
            + "|SIGNING_?KEY|ENCRYPTION_?KEY|CREDENTIALS?|AUTHORIZATION|BEARER";

    /** PGPASSWORD and DB_PASS too; PASSTHROUGH is none. */
    private static final Pattern NAME = Pattern.compile("(?i).*(" + WORDS + ").*|(.*_)?PASS|(.*_)?AUTH");

    /** Names of places and limits, not of values. */
    private static final Pattern HARMLESS_NAME = Pattern.compile(
            "(?i).*_(FILE|PATH|DIR|URL|URI|NAME|REF|TTL|SECONDS|MINUTES|HOURS|DAYS|LENGTH|SIZE|LIMIT|COUNT|ENABLED|TYPE"
                    + "|ISSUER|ENDPOINT)|OLDPWD|PWD|(?i).*MAX_?TOKENS?.*");

    private static final Pattern USER_INFO = Pattern.compile("(?is).*[a-z][-+.a-z0-9]*:/*[^/?#\\s]*@.*");

    private static final Pattern USER_INFO_WITH_PASSWORD =
            Pattern.compile("(?is).*[a-z][-+.a-z0-9]*://[^/?#\\s:@]*:[^/?#\\s@]+@.*");

    private static final Pattern QUERY = Pattern.compile("(?is).*[?&;#](" + WORDS
            + "|sig|signature|x-amz-signature|x-goog-signature|x-amz-credential|x-amz-security-token|awsaccesskeyid|auth|key"
            + "|access_token|id_token|jwt|pass|user_?pass)=[^&#]+.*");

    /** Forms that name themselves: PEM keys, AWS key ids, GitHub, GitLab and Slack tokens, JSON web tokens. */
    private static final Pattern SELF_EVIDENT = Pattern.compile("(?s).*(-----BEGIN [A-Z ]*PRIVATE KEY-----"
            + "|\\b(AKIA|ASIA)[0-9A-Z]{16}\\b|\\bgh[pousr]_[0-9A-Za-z]{20,}|\\bglpat-[-\\w]{20,}|\\bxox[abprs]-[-0-9A-Za-z]{10,}"
            + "|\\beyJ[-\\w]{10,}\\.eyJ[-\\w]{10,}\\.[-\\w]+).*");

    private static final Pattern ARGUMENT =
            Pattern.compile("(?is)-{0,2}[-\\w.]*(" + WORDS.toLowerCase() + ")[-\\w.]*[=:]\\S+.*");

    private Credentials() {}

    /** Whether a variable with a plain value holds a credential, judged by its name and its value. */
    static boolean inVariable(String name, String value) {
        if (value == null || value.isBlank()) {
            return false;
        }
        boolean named = name != null
                && NAME.matcher(name).matches()
                && !HARMLESS_NAME.matcher(name).matches()
                && !value.matches("(?i)true|false|[0-9]{1,3}")
                && !value.matches("\\$\\([A-Za-z_][A-Za-z0-9_]*\\)");
        return named
                || USER_INFO_WITH_PASSWORD.matcher(value).matches()
                || QUERY.matcher(value).matches()
                || SELF_EVIDENT.matcher(value).matches()
                || inArguments(value);
    }

    /** Whether a flag such as {@code -Djavax.net.ssl.trustStorePassword=...} carries a credential. */
    static boolean inArgument(String text) {
        return text != null
                && (inArguments(text)
                        || USER_INFO_WITH_PASSWORD.matcher(text).matches()
                        || SELF_EVIDENT.matcher(text).matches());
    }

    private static boolean inArguments(String text) {
        for (String token : text.split("\\s+")) {
            if (ARGUMENT.matcher(token).matches() && !token.matches("(?i)[^=:]*[-_.]?(file|path|dir)[=:].*")) {
                return true;
            }
        }
        return false;
    }

    /** Whether an address carries user information or a signed query; a name alone is often a token. */
    static boolean inAddress(String uri) {
        return uri != null
                && (USER_INFO.matcher(uri).matches()
                        || QUERY.matcher(uri).matches()
                        || SELF_EVIDENT.matcher(uri).matches());
    }
}
