package dev.plumbline.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The name server of these tests: names below {@code .test} are answered here, the others as ever. */
public final class Names extends InetAddressResolverProvider {

    private static final Map<String, List<String>> ANSWERS = Map.of(
            "loopback.test", List.of("127.0.0.1"),
            "loopback6.test", List.of("::1"),
            "mapped.test", List.of("::ffff:127.0.0.1"),
            "metadata.test", List.of("169.254.169.254"),
            "inside.test", List.of("10.1.2.3"),
            "nat64.test", List.of("64:ff9b::a9fe:a9fe"),
            "both.test", List.of("93.184.215.14", "127.0.0.1"),
            "any.test", List.of("0.0.0.0"),
            "models.test", List.of("127.0.0.1"),
            "my_store.test", List.of("127.0.0.1"));

    private static final Map<String, AtomicInteger> ASKED = new ConcurrentHashMap<>();

    static int asked(String name) {
        return ASKED.getOrDefault(name, new AtomicInteger()).get();
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        // Java would keep the first answer for half a minute, and a name server that changes its mind is the point.
        Security.setProperty("networkaddress.cache.ttl", "0");
        InetAddressResolver usual = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                if (!host.endsWith(".test")) {
                    return usual.lookupByName(host, policy);
                }
                int before =
                        ASKED.computeIfAbsent(host, name -> new AtomicInteger()).getAndIncrement();
                // Answers first with a public address, then with this machine.
                List<String> answer = host.equals("rebind.test")
                        ? List.of(before == 0 ? "93.184.215.14" : "127.0.0.1")
                        : ANSWERS.get(host);
                if (answer == null) {
                    throw new UnknownHostException(host);
                }
                return answer.stream().map(InetAddress::ofLiteral);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return usual.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "names of tests";
    }
}
