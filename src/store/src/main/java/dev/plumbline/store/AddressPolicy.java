package dev.plumbline.store;

import dev.plumbline.artifact.ArtifactUri;
import dev.plumbline.artifact.HostReach;
import dev.plumbline.artifact.PrintableText;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which hosts may be asked for an artifact; each redirect is asked about again. The webhook judges by the name of a host
 * (rule DEV-03), this judges by the addresses that it resolves to here, and hands out those addresses: whoever connects
 * uses them and asks no name server again.
 *
 * @param stores beginnings of URIs that the platform allows; when there are any, nothing else is fetched from, and hosts
 *     with private addresses are only fetched from when listed
 * @param loopback whether this very machine may be asked, for runs outside of a cluster
 */
public record AddressPolicy(List<String> stores, boolean loopback) {

    public AddressPolicy {
        stores = List.copyOf(stores);
    }

    /** The addresses of a web URI that may be asked, all of them. */
    List<InetAddress> check(URI uri) throws FetchException {
        return check(uri, grant(uri));
    }

    List<InetAddress> check(URI uri, Grant grant) throws FetchException {
        if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
            throw new FetchException("only http and https are followed");
        }
        // Without the query, which may hold a long signature and decides nothing here.
        ArtifactUri address = plain(uri.toString().replaceFirst("[?#].*", ""));
        if (address.userInfo()) {
            throw new FetchException("the URI must not hold credentials");
        }
        if (!loopback) {
            judge(uri, HostReach.of(address.host()), grant);
        }
        if (grant == Grant.NOTHING) {
            throw new FetchException("%s is below no entry of spec.models.allow of the platform".formatted(shown(uri)));
        }
        agreed(uri, address);
        try {
            List<InetAddress> all = List.of(InetAddress.getAllByName(bare(address.host())));
            if (loopback && all.stream().allMatch(InetAddress::isLoopbackAddress)) {
                return all;
            }
            judge(uri, HostReach.of(address.host()), grant);
            for (InetAddress each : all) {
                judge(uri, HostReach.of(each), grant);
            }
            return all;
        } catch (UnknownHostException unknown) {
            throw FetchException.unreachable("the host of %s is not known".formatted(shown(uri)));
        }
    }

    /** Whether this machine may be asked and the URI names it by its address. */
    boolean loopbackOnly(URI uri) {
        return loopback && uri.getHost() != null && uri.getHost().matches("127(\\.[0-9]{1,3}){3}|\\[::1]|localhost");
    }

    /** What the list says of a URI by itself. */
    Grant grant(URI uri) {
        if (listed(uri.toString())) {
            return Grant.PRIVATE;
        }
        if (!stores.isEmpty()) {
            return Grant.NOTHING;
        }
        return loopbackOnly(uri) ? Grant.PRIVATE : Grant.PUBLIC;
    }

    static ArtifactUri plain(String uri) throws FetchException {
        return ArtifactUri.parse(uri)
                .orElseThrow(() -> new FetchException("the URI is not one that every reader understands alike;"
                        + " write it without dot segments, encoded separators and signs that are not ASCII"));
    }

    /** What is judged is what is connected to: Java sees no host and no port where the name has a sign that it forbids. */
    private static void agreed(URI uri, ArtifactUri address) throws FetchException {
        String host = uri.getHost() == null ? "" : uri.getHost().replaceFirst("\\.$", "");
        if (!host.equalsIgnoreCase(address.host()) || uri.getPort() != address.port() || !address.connectable()) {
            throw new FetchException("the host, or that of a redirect, is not one that every reader understands alike;"
                    + " use a name of letters, digits, dots and hyphens without an underscore, or an address");
        }
    }

    /** Whether a URI of any scheme lies below an entry of the list. */
    boolean listed(String uri) {
        return ArtifactUri.parse(uri.replaceFirst("[?#].*", ""))
                .map(address -> stores.stream()
                        .flatMap(store -> ArtifactUri.parse(store).stream())
                        .anyMatch(address::below))
                .orElse(false);
    }

    private static void judge(URI uri, HostReach reach, Grant grant) throws FetchException {
        if (reach == HostReach.NEVER) {
            throw new FetchException("%s points at an address that is never fetched from".formatted(shown(uri)));
        }
        if (reach == HostReach.PRIVATE && grant != Grant.PRIVATE) {
            throw new FetchException("%s points at a private address, which spec.models.allow of the platform must list"
                    .formatted(shown(uri)));
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Scheme, host and path as they were written: decoded, they may hold what no terminal should read. */
    static String shown(URI uri) {
        // Neither the query, which may hold a signature, nor a user, which may hold a password.
        String authority =
                uri.getRawAuthority() == null ? "" : uri.getRawAuthority().replaceFirst(".*@", "");
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return PrintableText.of(uri.getScheme() + "://" + authority + path);
    }
}
