package dev.plumbline.api;

import java.util.regex.Pattern;

/** Which texts can name an object of Kubernetes. No other may become part of an API path or of a planned object. */
public final class ObjectName {

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    /** A DNS-1123 subdomain, the form of every kind that manifests refer to. */
    public static final String SUBDOMAIN = LABEL + "([.]" + LABEL + ")*";

    /** {@link #SUBDOMAIN} as a schema says it, which searches unless told the ends. */
    public static final String PATTERN = "^" + SUBDOMAIN + "$";

    /** A key within a Secret or a ConfigMap: a file's name, so none that means "here", "up" or begins like that. */
    public static final String KEY = "[.]?[-_a-zA-Z0-9][-._a-zA-Z0-9]*";

    public static final String KEY_PATTERN = "^" + KEY + "$";

    public static final int LONGEST = 253;

    private static final Pattern FORM = Pattern.compile(SUBDOMAIN);

    private ObjectName() {}

    /** Whether an object of this name can exist at all. */
    public static boolean isPossible(String name) {
        return name.length() <= LONGEST && FORM.matcher(name).matches();
    }
}
