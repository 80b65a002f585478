package dev.plumbline.status;

import dev.plumbline.api.CacheMode;
import dev.plumbline.api.CacheStatus;
import dev.plumbline.rollout.CacheReport;
import dev.plumbline.rollout.PodReport;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The decision that most Pods made about the cache. */
final class RolloutCache {

    private static final int LONGEST = 256;

    private RolloutCache() {}

    /** Null is how JSON says that there is none. Times are not followed: they change with every look. */
    static CacheStatus of(RolloutSight sight, CacheStatus before) {
        List<CacheReport> all = sight.pods().stream()
                .map(PodReport::cache)
                .flatMap(c -> c.stream())
                .filter(c -> !c.version().isEmpty())
                .toList();
        Map<String, List<CacheReport>> decisions = all.stream()
                .collect(Collectors.groupingBy(c -> c.version() + " " + c.use(), TreeMap::new, Collectors.toList()));
        return decisions.values().stream()
                .max(Comparator.comparingInt(List::size))
                .map(most -> counted(most, all.size()))
                .map(now -> isSame(now, before) ? before : now)
                .orElse(null);
    }

    private static boolean isSame(CacheStatus now, CacheStatus before) {
        return before != null
                && now.mode() == before.mode()
                && now.version().equals(before.version())
                && now.decision().equals(before.decision())
                && now.pods().equals(before.pods())
                && now.of().equals(before.of());
    }

    private static CacheStatus counted(List<CacheReport> most, int asked) {
        CacheReport one = most.getFirst();
        String because = one.because();
        return new CacheStatus(
                CacheMode.of(one.mode()),
                one.version(),
                one.use(),
                because.length() <= LONGEST ? because : because.substring(0, LONGEST),
                most.size(),
                asked,
                median(most, CacheReport::scoreMicros),
                median(most, CacheReport::lookupMicros),
                median(most, CacheReport::redisMicros));
    }

    /** To a tenth of a microsecond. */
    private static Double median(List<CacheReport> reports, Function<CacheReport, OptionalDouble> value) {
        List<Double> known = reports.stream()
                .map(value)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .sorted()
                .toList();
        return known.isEmpty() ? null : Math.round(known.get(known.size() / 2) * 10) / 10.0;
    }
}
