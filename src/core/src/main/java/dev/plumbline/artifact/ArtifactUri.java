package dev.plumbline.artifact;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Address of an archive, read so strictly that no other reader can see another host or path in it: no user
 * information trick, no backslash, no dot segment, no encoded separator survives.
 *
 * @param scheme lower case
 * @param host lower case without a trailing dot; for pvc the claim, for configmap and s3 the name
 * @param port -1 for the scheme's own
 * @param path begins with a slash, or empty
 * @param userInfo whether user information stands before the host; its value is not kept
 */
public record ArtifactUri(String scheme, String host, int port, String path, boolean userInfo) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z][-+.A-Za-z0-9]{0,31})://([^/?#]*)(/[^?#]*)?(\\?[^#]*)?(#.*)?");
    private static final Pattern ILLEGAL = Pattern.compile("[^!-~]|[\\\\\"<>^`{|}]|%(?![0-9A-Fa-f]{2})");
    private static final Pattern HOST =
            Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9_]([-A-Za-z0-9_.]{0,251}[A-Za-z0-9_])?\\.?");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern ENCODED_SEPARATOR = Pattern.compile("(?i)%(2f|5c|00|25)");

    /** RFC 1035, section 2.3.4. */
    private static final int LONGEST_LABEL = 63;

    /** Schemes that are addressed by a host of the network. */
    private static final List<String> WEB = List.of("http", "https", "oci");

    /** Empty when the text is no address that every reader understands in the same way. */
    public static Optional<ArtifactUri> parse(String text) {
        if (text == null || text.length() > 2048 || ILLEGAL.matcher(text).find()) {
            return Optional.empty();
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String authority = form.group(2);
        String address = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > address.lastIndexOf(']');
        String host = hasPort ? address.substring(0, colon) : address;
        String port = hasPort ? address.substring(colon + 1) : "";
        String path = form.group(3) == null ? "" : form.group(3);
        if (!HOST.matcher(host).matches() || host.contains("..") || !legalPort(port, hasPort) || !plain(path)) {
            return Optional.empty();
        }
        String plainHost = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return Optional.of(new ArtifactUri(
                form.group(1).toLowerCase(Locale.ROOT),
                plainHost.toLowerCase(Locale.ROOT),
                hasPort ? Integer.parseInt(port) : -1,
                path,
                authority.contains("@")));
    }

    private static boolean legalPort(String port, boolean given) {
        return !given || PORT.matcher(port).matches() && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65535;
    }

    /** No segment that means "here" or "up", in any spelling, since stores differ in when they resolve it. */
    private static boolean plain(String path) {
        if (ENCODED_SEPARATOR.matcher(path).find()) {
            return false;
        }
        return Arrays.stream(path.split("/"))
                .map(segment -> segment.replaceAll("(?i)%2e", "."))
                .noneMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    public boolean web() {
        return WEB.contains(scheme);
    }

    /**
     * Whether the host is one that can be connected to: a name of letters, digits, dots and hyphens whose labels have at
     * most 63 signs, or an address, which {@link HostReach} judges. Where a name has an underscore Java sees no host and
     * no port at all.
     */
    public boolean connectable() {
        return host.startsWith("[")
                || Arrays.stream(host.split("\\.")).allMatch(label -> label.length() <= LONGEST_LABEL)
                        && host.equals(URI.create(scheme + "://" + host + "/").getHost());
    }

    /** The port that a connection would use; -1 for schemes without one. */
    public int effectivePort() {
        return port >= 0
                ? port
                : switch (scheme) {
                    case "https", "oci" -> 443;
                    case "http" -> 80;
                    default -> -1;
                };
    }

    /**
     * Whether this address lies below another: same scheme, host and port, and a path that begins with the other's at a
     * segment's boundary. {@code /models} covers {@code /models/a.zip}, not {@code /models-evil/a.zip}.
     */
    public boolean below(ArtifactUri store) {
        return scheme.equals(store.scheme)
                && host.equals(store.host)
                && effectivePort() == store.effectivePort()
                && (path.equals(store.path)
                        || path.startsWith(store.path.endsWith("/") ? store.path : store.path + "/"));
    }
}
