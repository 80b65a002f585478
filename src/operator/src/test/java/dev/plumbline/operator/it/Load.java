package dev.plumbline.operator.it;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Requests at a fixed rate, whether the answers come or not, so that a stall is seen as what it is. Hosts take turns.
 */
final class Load implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final java.util.concurrent.ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Sent> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong open = new AtomicLong();
    private final long begun = System.nanoTime();

    /** @param startedAt epoch milliseconds at which the request was due */
    record Sent(long startedAt, double milliseconds, String host, ScoringClient.Answer answer) {}

    Load(ScoringClient client, int perSecond, Supplier<List<String>> hosts) {
        clock.scheduleAtFixedRate(() -> send(client, hosts.get()), 0, 1_000_000_000L / perSecond, TimeUnit.NANOSECONDS);
    }

    private void send(ScoringClient client, List<String> hosts) {
        int n = number.getAndIncrement();
        String host = hosts.get(n % hosts.size());
        long due = System.currentTimeMillis();
        long start = System.nanoTime();
        open.incrementAndGet();
        senders.submit(() -> {
            ScoringClient.Answer answer = client.ask(host, n);
            answers.add(new Sent(due, (System.nanoTime() - start) / 1e6, host, answer));
            open.decrementAndGet();
        });
    }

    /** Stops sending and waits for what is under way. */
    @Override
    public void close() {
        clock.shutdownNow();
        senders.close();
    }

    List<Sent> answers() {
        return List.copyOf(answers);
    }

    List<Sent> failures() {
        return answers.stream().filter(s -> !s.answer().problem().isEmpty()).toList();
    }

    /** How often each host failed in which way. */
    Map<String, Long> failureKinds() {
        return failures().stream()
                .collect(Collectors.groupingBy(
                        s -> s.host() + " " + s.answer().problem(), TreeMap::new, Collectors.counting()));
    }

    double perSecond() {
        return answers.size() / ((System.nanoTime() - begun) / 1e9);
    }

    double longestMilliseconds() {
        return answers.stream().mapToDouble(Sent::milliseconds).max().orElse(0);
    }
}
