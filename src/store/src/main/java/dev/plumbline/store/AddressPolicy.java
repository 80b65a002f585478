package dev.plumbline.store;

import dev.plumbline.artifact.ArtifactUri;
import dev.plumbline.artifact.HostReach;
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
        return check(uri, listed(uri.toString()));
    }

    /** @param listed whether the platform lists what stands behind the URI, such as the bucket of an object store */
    List<InetAddress> check(URI uri, boolean listed) throws FetchException {
        if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
            throw new FetchException("only http and https are followed");
        }
        // Without the query, which may hold a long signature and decides nothing here.
        ArtifactUri address = ArtifactUri.parse(uri.toString().replaceFirst("[?#].*", ""))
                .orElseThrow(() -> new FetchException("the URI is not one that every reader understands alike"));
        if (address.userInfo()) {
            throw new FetchException("the URI must not hold credentials");
        }
        if (!stores.isEmpty() && !listed) {
            throw new FetchException("%s is below no entry of spec.models.allow of the platform".formatted(shown(uri)));
        }
        if (!loopback) {
            judge(uri, HostReach.of(address.host()), listed);
        }
        try {
            List<InetAddress> all = List.of(InetAddress.getAllByName(bare(address.host())));
            if (loopback && all.stream().allMatch(InetAddress::isLoopbackAddress)) {
                return all;
            }
            judge(uri, HostReach.of(address.host()), listed);
            for (InetAddress each : all) {
                judge(uri, HostReach.of(each), listed);
            }
            return all;
        } catch (UnknownHostException unknown) {
            throw FetchException.unreachable("the host of %s is not known".formatted(shown(uri)));
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

    private void judge(URI uri, HostReach reach, boolean listed) throws FetchException {
        if (reach == HostReach.NEVER) {
            throw new FetchException("%s points at an address that is never fetched from".formatted(shown(uri)));
        }
        if (reach == HostReach.PRIVATE && !listed) {
            throw new FetchException("%s points at a private address, which spec.models.allow of the platform must list"
                    .formatted(shown(uri)));
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Scheme, host and path: a query may hold a signature. */
    static String shown(URI uri) {
        int port = uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + (port < 0 ? "" : ":" + port) + uri.getPath();
    }
}
